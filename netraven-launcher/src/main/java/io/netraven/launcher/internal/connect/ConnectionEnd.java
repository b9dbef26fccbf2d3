package io.netraven.launcher.internal.connect;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Ends a connection that another thread is using. A closed socket alone is not enough: a server that is busy with a
 * statement looks at the socket only when the statement has ended, so the statement is cancelled first.
 */
final class ConnectionEnd {

    private static final long CANCEL_MILLIS = 300;

    private ConnectionEnd() {}

    static void of(Connection connection) {
        if (isClosed(connection)) {
            return;
        }
        Thread cancel = new Thread(() -> cancel(connection), "cancel-statement");
        cancel.setDaemon(true);
        cancel.start();
        try {
            cancel.join(CANCEL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Closed already: what was wanted.
        }
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The server does not answer, or the connection is gone; the socket is closed next.
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }
}
