/** Deletes what is past its retention. {@code Purge} is the entry. */
@NullMarked
package io.netraven.launcher.internal.purge;

import org.jspecify.annotations.NullMarked;
