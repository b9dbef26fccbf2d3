/** Between client and server: TLS that has to be refused, passwords of every kind, a pooler of connections. */
@NullMarked
package io.netraven.reliability.access;

import org.jspecify.annotations.NullMarked;
