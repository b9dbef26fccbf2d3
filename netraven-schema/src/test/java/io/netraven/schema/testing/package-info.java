/**
 * Gives tests databases of their own on a real PostgreSQL. {@link io.netraven.schema.testing.TestDatabase} is the entry
 * for JUnit, {@link io.netraven.schema.testing.TestServer} for everything else; {@code docs/testing.md} tells how.
 *
 * <p>Records here are immutable. No parameter, result or element is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package io.netraven.schema.testing;

import org.jspecify.annotations.NullMarked;
