package io.netraven.launcher.internal.purge;

import io.netraven.launcher.internal.config.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Short transactions on one connection. In the texts of statements {@code $.} stands for the namespace. What a
 * transaction sets, it sets for itself: a pooler may give the next one another connection.
 */
final class PurgeSession {

    private static final int MOST_ATTEMPTS = 10;
    private static final String LIMITS = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;"
            + " SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true),"
            + " set_config('idle_in_transaction_session_timeout', ?, true)";

    private final Connection connection;
    private final Settings settings;

    PurgeSession(Connection connection, Settings settings) throws SQLException {
        this.connection = connection;
        this.settings = settings;
        connection.setAutoCommit(false);
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Settings settings() {
        return settings;
    }

    /** Does work in a transaction of its own; after a deadlock anew. */
    <T> T transaction(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                limit();
                T result = work.run();
                connection.commit();
                return result;
            } catch (SQLException e) {
                rollBack(e);
                if (attempt == MOST_ATTEMPTS || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private void limit() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
            // For the server zero means no limit.
            statement.setString(1, Long.toString(Math.max(1, millis(settings.lockTimeout()))));
            statement.setString(2, Long.toString(millis(settings.statementTimeout())));
            statement.setString(3, Long.toString(millis(settings.longestIdle())));
            statement.execute();
        }
    }

    private static long millis(Duration duration) {
        return Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }

    private void rollBack(SQLException reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and the server rolls back by itself.
            reason.addSuppressed(e);
        }
    }

    private static boolean isDeadlock(SQLException failure) {
        return "40P01".equals(failure.getSQLState()) || "40001".equals(failure.getSQLState());
    }

    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    /** Reads the one number that there is. */
    long count(String sql, Object... values) throws SQLException {
        return query(sql, row -> row.getLong(1), values).get(0);
    }

    /** Ids to be bound. */
    Object ids(List<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    /** Texts to be bound. */
    Object texts(List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql.replace("$.", '"' + settings.namespace() + "\"."));
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException | Error e) {
            statement.close();
            throw e;
        }
    }
}
