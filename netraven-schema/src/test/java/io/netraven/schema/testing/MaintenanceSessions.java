package io.netraven.schema.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * The fixture's own sessions, in a database that no test uses. One at least stays open until the end, which tells other
 * processes that this run is alive. Safe for use by several threads: each call has a session to itself.
 */
final class MaintenanceSessions {

    private static final int VALIDATION_SECONDS = 5;

    private final DataSource dataSource;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    MaintenanceSessions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void execute(String sql) {
        ask(statement -> statement.execute(sql));
    }

    <T> T ask(Question<T> question) {
        try {
            Connection connection = borrow();
            try (Statement statement = connection.createStatement()) {
                return question.answerOf(statement);
            } finally {
                idle.push(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The test server refused: " + e.getMessage(), e);
        }
    }

    private Connection borrow() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            if (connection.isValid(VALIDATION_SECONDS)) {
                return connection;
            }
            connection.close();
        }
        return dataSource.getConnection();
    }

    void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // The server closes it as well when this process ends.
            }
        }
    }

    /** Something to ask a server. */
    @FunctionalInterface
    interface Question<T> {
        T answerOf(Statement statement) throws SQLException;
    }
}
