/** The scripts and files of the folder {@code docker}, run and read as their users run and read them. */
@NullMarked
package io.netraven.launcher.docker;

import org.jspecify.annotations.NullMarked;
