package io.netraven.reliability.network;

/** Who sends a message. */
enum Side {
    CLIENT,
    SERVER
}
