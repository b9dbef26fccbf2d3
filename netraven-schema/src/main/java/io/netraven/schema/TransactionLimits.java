package io.netraven.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What every transaction of the engine sets for itself, and for itself alone. */
final class TransactionLimits {

    /** The last one frees the locks of a client that died; not every platform of the server can tell. */
    private static final String SQL = """
            SELECT set_config('statement_timeout', ?, true), set_config('lock_timeout', ?, true),
                set_config('search_path', 'pg_temp, public', true),
                set_config('client_connection_check_interval', CASE WHEN version() LIKE '%linux%' THEN '1s' ELSE '0' END, true)""";

    private TransactionLimits() {}

    /** Sets time-outs, and a search path that renders the live side and the shadow alike. */
    static void apply(Connection connection, Settings settings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SQL)) {
            query.setString(1, Long.toString(settings.statementTimeout().toMillis()));
            query.setString(2, Long.toString(settings.lockTimeout().toMillis()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
            }
        }
    }
}
