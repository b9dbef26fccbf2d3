package io.netraven.launcher;

import io.netraven.launcher.ServiceStatus.Connections;
import io.netraven.launcher.internal.connect.ConnectionPool;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what a service depends on.
 *
 * @param engine looks once
 * @param pool NetRaven's own, if it has one
 */
record Probe(SchemaEngine engine, Optional<ConnectionPool> pool) {

    static final ServiceStatus CLOSED =
            new ServiceStatus(List.of("NetRaven is closed."), Optional.empty(), Duration.ZERO);

    ServiceStatus look() {
        long start = System.nanoTime();
        // First, as the look itself takes one of the connections.
        Optional<Connections> connections = connections();
        return new ServiceStatus(problems(connections), connections, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<String> problems(Optional<Connections> before) {
        try {
            engine.awaitReady();
            return List.of();
        } catch (SchemaException e) {
            List<String> problems = new ArrayList<>();
            before.filter(connections -> connections.busy() == connections.maximum())
                    .ifPresent(connections -> problems.add("All " + connections.maximum()
                            + " connections of the pool are in use: find what keeps them, or raise"
                            + " NETRAVEN_POOL_SIZE."));
            problems.add(String.valueOf(e.getMessage()));
            return problems;
        }
    }

    Optional<Connections> connections() {
        try {
            return pool.isPresent() ? Optional.of(pool.get().status()) : Optional.empty();
        } catch (SQLException e) {
            // Closed, perhaps in this moment.
            return Optional.empty();
        }
    }
}
