package io.netraven.reliability.failover;

/** What is done to the server that takes writes. */
@FunctionalInterface
public interface Fault {

    /** Does it; returns when the server is gone. Whether another has taken over by then is the servers' affair. */
    void strike() throws Exception;
}
