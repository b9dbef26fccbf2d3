package io.netraven.schema;

import io.netraven.schema.Patience.Work;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Keeps the driver from preparing statements under a name on the server, COMMIT and ROLLBACK included. Through
 * PgBouncer in transaction mode the next transaction may be on another server connection, which does not know the
 * name, or knows it from somebody else.
 */
final class ServerPreparation {

    private ServerPreparation() {}

    /** Runs work without it, and leaves the connection as it was. */
    static <T> T without(Connection connection, Work<T> work) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return work.on(connection);
        }
        PGConnection driver = connection.unwrap(PGConnection.class);
        int threshold = driver.getPrepareThreshold();
        driver.setPrepareThreshold(0);
        try {
            return work.on(connection);
        } finally {
            driver.setPrepareThreshold(threshold);
        }
    }
}
