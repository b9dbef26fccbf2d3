/** Connections: {@code DirectDataSource} opens one each time, {@code ConnectionPool} keeps some. */
@NullMarked
package io.netraven.launcher.internal.connect;

import org.jspecify.annotations.NullMarked;
