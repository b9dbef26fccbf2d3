/** The command line. {@code Main} is the process, {@code Launcher} everything but the process; one class a command. */
@NullMarked
package io.netraven.launcher.internal.cli;

import org.jspecify.annotations.NullMarked;
