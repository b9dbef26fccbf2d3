/**
 * Gives tests databases of their own on a real PostgreSQL. {@link io.netraven.schema.testing.TestDatabase} is the entry
 * for JUnit, {@link io.netraven.schema.testing.TestServer} for everything else; {@code docs/testing.md} tells how.
 */
@NullMarked
package io.netraven.schema.testing;

import org.jspecify.annotations.NullMarked;
