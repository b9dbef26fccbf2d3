/**
 * What a service embeds. {@link io.netraven.launcher.NetRaven} is the entry; a {@link
 * io.netraven.launcher.Configuration} says which database.
 */
@NullMarked
package io.netraven.launcher;

import org.jspecify.annotations.NullMarked;
