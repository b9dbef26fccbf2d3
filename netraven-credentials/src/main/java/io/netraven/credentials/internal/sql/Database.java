package io.netraven.credentials.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of a database. Each call takes a connection of its own, and gives it back as it was. Safe for use by
 * several threads.
 */
public final class Database {

    /** Nothing that is done between two statements takes as long, unless the process stands still. */
    public static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private static final int MOST_ATTEMPTS = 10;

    private final DataSource connections;
    private final String namespace;
    private final Duration longestIdle;

    /**
     * Creates the access; nothing is connected yet.
     *
     * @param namespace where the tables are, unquoted
     */
    public Database(DataSource connections, String namespace) {
        this(connections, namespace, LONGEST_IDLE);
    }

    /**
     * Likewise.
     *
     * @param longestIdle how long a transaction that others wait for may be idle before the server ends it
     */
    public Database(DataSource connections, String namespace, Duration longestIdle) {
        this.connections = connections;
        this.namespace = namespace;
        this.longestIdle = longestIdle;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /** Does it; whatever is thrown rolls everything back. */
        T run(Session session) throws SQLException;
    }

    /** The namespace, unquoted. */
    public String namespace() {
        return namespace;
    }

    /** How long a transaction that others wait for may be idle before the server ends it. */
    public Duration longestIdle() {
        return longestIdle;
    }

    /**
     * Does work in one transaction at READ COMMITTED. After a deadlock it is done anew, so it must not have effects
     * outside of the database.
     *
     * @throws SQLException the first failure, after a rollback
     */
    public <T extends @Nullable Object> T transaction(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    /** Does work whose statements are each a transaction of their own. */
    public <T extends @Nullable Object> T statements(Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            if (automatic) {
                return work.run(session(connection));
            }
            connection.setAutoCommit(true);
            try {
                return work.run(session(connection));
            } finally {
                connection.setAutoCommit(false);
            }
        }
    }

    /** A session on a connection that is the caller's, with the caller's transaction. */
    public Session session(Connection connection) {
        return new Session(connection, namespace);
    }

    private <T extends @Nullable Object> T transaction(Connection connection, Work<T> work) throws SQLException {
        boolean automatic = connection.getAutoCommit();
        if (automatic) {
            connection.setAutoCommit(false);
        }
        boolean committed = false;
        try {
            T result = work.run(session(connection));
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollBack(connection);
            }
            if (automatic) {
                restore(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone: the server rolls back by itself. What was thrown before tells why.
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // As above: a pool finds out by itself.
        }
    }

    private static boolean isDeadlock(SQLException failure) {
        String state = SqlState.of(failure);
        return state.equals("40P01") || state.equals("40001");
    }
}
