/** Processes that are killed, stopped and starved, and servers that stop, fill up and come back. */
@NullMarked
package io.netraven.reliability.process;

import org.jspecify.annotations.NullMarked;
