/** What happens to databases that somebody changed by hand. {@code AlteredSchemaTest} is the entry. */
@NullMarked
package io.netraven.launcher.alteration;

import org.jspecify.annotations.NullMarked;
