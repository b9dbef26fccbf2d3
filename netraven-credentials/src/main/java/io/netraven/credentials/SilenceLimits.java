package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Database;
import java.time.Duration;

/**
 * What frees the locks of a transaction whose client died, or was lost by the network, while others wait for them. Sent
 * in one round trip with the statement that takes the lock, and for this transaction alone. Not every platform of the
 * server can tell by the connection.
 */
final class SilenceLimits {

    /** One statement, to be followed by others; binds {@link #millis}. */
    static final String SQL = "SELECT set_config('idle_in_transaction_session_timeout', ?, true), "
            + onLinux("client_connection_check_interval", "1s") + ", " + onLinux("tcp_keepalives_idle", "10s") + ", "
            + onLinux("tcp_keepalives_interval", "5s") + ", " + onLinux("tcp_keepalives_count", "3") + "; ";

    private SilenceLimits() {}

    private static String onLinux(String parameter, String value) {
        return "set_config('" + parameter + "', CASE WHEN version() LIKE '%linux%' THEN '" + value
                + "' ELSE current_setting('" + parameter + "') END, true)";
    }

    /** Refuses what the server would take for no limit, or not at all. */
    static Duration checked(Duration longestIdle) {
        if (longestIdle.toMillis() < 1) {
            throw new CredentialException.Invalid("A transaction may be idle for a millisecond at least, not for "
                    + longestIdle + ": without a limit a lost client holds its locks for ever");
        }
        return longestIdle;
    }

    /** How long the transaction may be idle, as the statement binds it. */
    static String millis(Database database) {
        return Long.toString(Math.min(database.longestIdle().toMillis(), Integer.MAX_VALUE));
    }
}
