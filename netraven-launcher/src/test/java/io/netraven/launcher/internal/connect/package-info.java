/** Connections with the files of client certificates. */
@NullMarked
package io.netraven.launcher.internal.connect;

import org.jspecify.annotations.NullMarked;
