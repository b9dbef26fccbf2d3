package io.netraven.schema.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one test, or one class, has of the fixture at a time. Safe for use by several threads. */
final class Lease {

    private final String holder;
    private final ScratchDatabase database;
    private final List<ScratchDatabase> databases = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    /**
     * Begins a lease.
     *
     * @param holder the unique id of the test or class, which alone ends the lease
     */
    Lease(String holder, ScratchDatabase database) {
        this.holder = holder;
        this.database = database;
        databases.add(database);
    }

    boolean isHeldBy(String uniqueId) {
        return holder.equals(uniqueId);
    }

    ScratchDatabase database() {
        return database;
    }

    ScratchDatabase anotherEmpty() {
        ScratchDatabase another = database.server().createDatabase();
        databases.add(another);
        return another;
    }

    /** Opens a connection that the lease closes. */
    Connection connection() throws SQLException {
        Connection connection = database.connect();
        connections.add(connection);
        return connection;
    }

    /**
     * Drops the databases; fails before the return, yet after all is dropped, when sessions were left open.
     *
     * @param grace how long sessions may take to end, null where they may stay open
     */
    void end(@Nullable Duration grace) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        for (ScratchDatabase each : databases) {
            each.closeKeptSessions();
        }
        List<OpenSession> leaked = grace == null
                ? List.of()
                : databases.stream()
                        .flatMap(each -> each.awaitNoSessions(grace).stream())
                        .toList();
        databases.forEach(ScratchDatabase::close);
        if (!leaked.isEmpty()) {
            throw new AssertionError(leaked.stream()
                    .map(OpenSession::toString)
                    .collect(Collectors.joining(
                            "\n  ",
                            "The test left " + leaked.size() + " session(s) of its database open:\n  ",
                            "\nClose them, or declare the database with toleratingOpenSessions().")));
        }
    }
}
