package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What every transaction of the engine sets for itself, and for itself alone. */
final class TransactionLimits {

    private static final int MOST_MILLIS = Integer.MAX_VALUE;
    /** How long a statement waits for a table: meanwhile every other session has to wait behind it. */
    private static final Duration HOLD_UP = Duration.ofSeconds(2);

    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    /**
     * What a login or a database may have set otherwise (PostgreSQL manual, chapter 20), and would change how statements are
     * read or how the catalogue is rendered. With these, every session sees and records the same.
     */
    private static final Map<String, String> PINNED = new TreeMap<>(Map.of(
            "DateStyle", "ISO, MDY",
            "IntervalStyle", "postgres",
            "TimeZone", "UTC",
            "array_nulls", "on",
            "bytea_output", "hex",
            "check_function_bodies", "on",
            "extra_float_digits", "1",
            "quote_all_identifiers", "off",
            "standard_conforming_strings", "on",
            "transform_null_equals", "off"));

    private TransactionLimits() {}

    /**
     * Sets time-outs, and a search path that renders the live side and the shadow alike. To be called first in a
     * transaction: each statement has to see what others have committed meanwhile, whatever the database's default is.
     */
    static void apply(Connection connection, Settings settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; " + sql(settings));
        }
    }

    /**
     * Returns the statement that sets them, to be sent in one round trip with what it is for. From the idle time-out on
     * they free the locks of a client that died or that the network has lost; not every platform of the server can tell
     * by the connection.
     */
    static String sql(Settings settings) {
        return "SELECT pg_catalog.set_config('statement_timeout', '" + millis(settings.statementTimeout())
                + "', true), pg_catalog.set_config('lock_timeout', '" + Math.max(1, millis(settings.lockTimeout()))
                + "', true), pg_catalog.set_config('search_path', 'pg_temp, public'" + extensions(settings) + ", true),"
                + " pg_catalog.set_config('idle_in_transaction_session_timeout', '"
                + millis(idle(settings.lockTimeout())) + "', true), "
                + onLinux("client_connection_check_interval", "1s")
                + ", " + onLinux("tcp_keepalives_idle", "10s") + ", " + onLinux("tcp_keepalives_interval", "5s") + ", "
                + onLinux("tcp_keepalives_count", "3") + pinned() + ", " + transactionTimeout();
    }

    /** An administrator may keep extensions in another schema; then their types and functions are found there. */
    private static String extensions(Settings settings) {
        if (settings.model().extensions().isEmpty()) {
            return "";
        }
        return settings.model().extensions().stream()
                .map(Sql::literal)
                .collect(Collectors.joining(
                        ", ",
                        " || coalesce((SELECT string_agg(DISTINCT ', ' || pg_catalog.quote_ident(n.nspname), '')"
                                + " FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
                                + " WHERE e.extname IN (",
                        ") AND n.nspname <> 'public'), '')"));
    }

    private static String pinned() {
        StringBuilder sql = new StringBuilder();
        PINNED.forEach((setting, value) -> sql.append(", pg_catalog.set_config('")
                .append(setting)
                .append("', '")
                .append(value)
                .append("', true)"));
        return sql.toString();
    }

    /** From PostgreSQL 17 on. Statements and waits have limits of their own. */
    private static String transactionTimeout() {
        return "CASE WHEN pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL"
                + " THEN pg_catalog.set_config('transaction_timeout', '0', true) END";
    }

    /** Less than others wait for the lock; nothing that this engine does between two statements takes as long. */
    private static Duration idle(Duration lockTimeout) {
        Duration half = lockTimeout.dividedBy(2);
        return half.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : half;
    }

    private static String onLinux(String parameter, String value) {
        return "pg_catalog.set_config('" + parameter + "', CASE WHEN pg_catalog.version() LIKE '%linux%' THEN '" + value
                + "' ELSE pg_catalog.current_setting('" + parameter + "') END, true)";
    }

    /** Limits the wait for each lock, as others queue behind it. Whoever waits longer gives up and tries all again. */
    static void holdUpNobody(Connection connection, Settings settings) throws SQLException {
        Duration wait = settings.lockTimeout().compareTo(HOLD_UP) < 0 ? settings.lockTimeout() : HOLD_UP;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + Math.max(1, millis(wait)));
        }
    }

    private static long millis(Duration duration) {
        return Math.min(duration.toMillis(), MOST_MILLIS);
    }
}
