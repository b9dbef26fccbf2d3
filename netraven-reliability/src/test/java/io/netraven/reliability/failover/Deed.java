package io.netraven.reliability.failover;

import io.netraven.reliability.Recovery;

/** What is tried, with a fault in the middle of it. */
@FunctionalInterface
public interface Deed {

    /** Tries it once, and fails where something was lost. */
    Recovery interruptedBy(Fault fault) throws Exception;
}
