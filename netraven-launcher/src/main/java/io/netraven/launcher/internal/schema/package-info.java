/** Composes NetRaven's schema model, at build time, for {@code NetRavenSchema} to read. */
@NullMarked
package io.netraven.launcher.internal.schema;

import org.jspecify.annotations.NullMarked;
