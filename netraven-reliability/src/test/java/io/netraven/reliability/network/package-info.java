/** A network that cuts, stalls, forgets and delays, at every message of the protocol between client and server. */
@NullMarked
package io.netraven.reliability.network;

import org.jspecify.annotations.NullMarked;
