package io.netraven.launcher.internal.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Ends connections that other threads are using. A closed socket alone is not enough: a server that is busy with a
 * statement looks at the socket only when the statement has ended, so the statement is cancelled first.
 */
final class ConnectionEnd {

    private static final long CANCEL_NANOS = 300_000_000L;

    private ConnectionEnd() {}

    static void of(List<Connection> connections) {
        List<Thread> cancels = new ArrayList<>();
        for (Connection connection : connections) {
            Thread cancel = new Thread(() -> cancel(connection), "cancel-statement");
            cancel.setDaemon(true);
            cancel.start();
            cancels.add(cancel);
        }
        awaitAll(cancels);
        for (Connection connection : connections) {
            abort(connection);
        }
    }

    private static void awaitAll(List<Thread> cancels) {
        long deadline = System.nanoTime() + CANCEL_NANOS;
        try {
            for (Thread cancel : cancels) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left > 0) {
                    cancel.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void abort(Connection connection) {
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
}
