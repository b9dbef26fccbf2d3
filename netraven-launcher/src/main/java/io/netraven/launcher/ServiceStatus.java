package io.netraven.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a service can do its work at this moment, for the readiness probe of a container or a load balancer.
 * Immutable.
 *
 * @param problems what is in the way and what to do, without a secret; empty when nothing is
 * @param pool NetRaven's own connections; empty where the service brought its data source
 * @param took how long it took to find out
 */
public record ServiceStatus(List<String> problems, Optional<Connections> pool, Duration took) {

    // Copies the list.
    public ServiceStatus {
        problems = List.copyOf(problems);
    }

    /**
     * Tells whether requests can be served.
     *
     * @return true when nothing is in the way
     */
    public boolean isReady() {
        return problems.isEmpty();
    }

    /**
     * A pool's connections. Immutable.
     *
     * @param open how many there are
     * @param busy how many of them are in use
     * @param waiting how many threads wait for one
     * @param maximum how many there may be
     */
    public record Connections(int open, int busy, int waiting, int maximum) {}
}
