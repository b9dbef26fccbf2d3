package io.netraven.reliability.network;

/**
 * Where a fault strikes.
 *
 * @param from whose message
 * @param number which of that side's, from 1, over all connections
 */
record Point(Side from, int number) {

    @Override
    public String toString() {
        return "message " + number + " of the " + (from == Side.CLIENT ? "client" : "server");
    }
}
