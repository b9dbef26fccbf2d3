/**
 * For tests of the runnable jar as a process of its own: the process, real servers that can be told more than the
 * test fixture's, and what a database holds afterwards. This module's tests and {@code netraven-reliability} use it.
 */
@NullMarked
package io.netraven.launcher.testing;

import org.jspecify.annotations.NullMarked;
