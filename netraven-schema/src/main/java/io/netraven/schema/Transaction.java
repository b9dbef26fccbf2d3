package io.netraven.schema;

import io.netraven.schema.Patience.Work;
import java.sql.Connection;
import java.sql.SQLException;

/** One transaction on a connection that somebody else may use afterwards. */
final class Transaction {

    private Transaction() {}

    /** Runs work in a transaction that is rolled back unless the work commits it. */
    static <T> T run(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            return work.on(connection);
        } finally {
            restore(connection, autoCommit);
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // The connection is lost, and with it the transaction; the work's own exception tells why.
            closeQuietly(connection);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(Transaction.class).debug("A lost connection did not close", e);
        }
    }
}
