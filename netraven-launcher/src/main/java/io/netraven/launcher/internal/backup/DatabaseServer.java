package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.config.Endpoint;
import io.netraven.launcher.internal.connect.DirectDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** A server with its databases. A signal ends the sessions. */
final class DatabaseServer {

    private static final String PROGRAM = "netraven-launcher";

    private final Endpoint endpoint;
    private final String maintenanceDatabase;
    private final StopActions stop;

    /**
     * Creates the server.
     *
     * @param endpoint the database of the settings
     * @param maintenanceDatabase where databases are created and renamed from
     */
    DatabaseServer(Endpoint endpoint, String maintenanceDatabase, StopActions stop) {
        this.endpoint = endpoint;
        this.maintenanceDatabase = maintenanceDatabase.equals(endpoint.database()) ? "template1" : maintenanceDatabase;
        this.stop = stop;
    }

    String database() {
        return endpoint.database();
    }

    /** The hosts and ports. */
    String address() {
        return String.join(",", endpoint.servers());
    }

    Session session(String database) throws SQLException {
        return new Session(source(database, Duration.ZERO, stop).getConnection());
    }

    /** A session on the database of the settings. */
    Session session() throws SQLException {
        return session(endpoint.database());
    }

    Session maintenance() throws SQLException {
        return session(maintenanceDatabase);
    }

    /** A session that a signal does not end, to clean up after one. */
    Session lastSession() throws SQLException {
        return lastSession(maintenanceDatabase);
    }

    private Session lastSession(String database) throws SQLException {
        return new Session(
                source(database, Duration.ofSeconds(30), action -> {}).getConnection());
    }

    /** Drops a database that a restore made, its subscriptions first: the server drops none that has one. */
    void drop(Session maintenance, String database) throws SQLException {
        List<String> subscriptions = maintenance.texts(
                "SELECT s.subname::text FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid"
                        + " WHERE d.datname = ?",
                database);
        if (!subscriptions.isEmpty()) {
            try (Session session = lastSession(database)) {
                for (String subscription : subscriptions) {
                    String name = Session.quoted(subscription);
                    session.execute("ALTER SUBSCRIPTION " + name + " DISABLE");
                    // The slot is of the server that publishes, and may have another reader.
                    session.execute("ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)");
                    session.execute("DROP SUBSCRIPTION " + name);
                }
            }
        }
        maintenance.execute("DROP DATABASE IF EXISTS " + Session.quoted(database) + " WITH (FORCE)");
    }

    /** Connections for the schema engine. */
    DirectDataSource engineSource(String database, Duration longestSilence) {
        return source(database, longestSilence, stop);
    }

    private DirectDataSource source(String database, Duration longestSilence, StopActions actions) {
        Map<String, String> properties = new HashMap<>(endpoint.properties());
        // The database may be read-only by its settings, and a restore writes.
        properties.putIfAbsent("options", "-c default_transaction_read_only=off");
        Endpoint there = new Endpoint(endpoint.servers(), database, endpoint.user(), endpoint.password(), properties);
        DirectDataSource source = new DirectDataSource(there, PROGRAM, longestSilence);
        actions.add(source::stop);
        return source;
    }

    /** Whether databases are created and renamed through a connection pooler, which shows another process number. */
    boolean isPooler() throws SQLException {
        return isPooler(maintenanceDatabase);
    }

    /** Whether a database is reached through a connection pooler. */
    boolean isPooler(String database) throws SQLException {
        Endpoint there =
                new Endpoint(endpoint.servers(), database, endpoint.user(), endpoint.password(), endpoint.properties());
        DirectDataSource source = new DirectDataSource(there, PROGRAM, Duration.ofSeconds(30));
        stop.add(source::stop);
        try (Connection connection = source.getConnection()) {
            int told = connection.unwrap(PGConnection.class).getBackendPID();
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                return row.next() && row.getInt(1) != told;
            }
        }
    }
}
