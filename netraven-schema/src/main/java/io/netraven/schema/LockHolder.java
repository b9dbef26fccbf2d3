package io.netraven.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who holds a lock, for the message of a lock timeout. */
final class LockHolder {

    /** Where the server does not tell. */
    static final String UNKNOWN = "unknown";

    private static final String PREPARED = "prepared transaction ";

    /**
     * A prepared transaction has no session (PostgreSQL manual, pg_locks). Of a session of another role a role without
     * privileges sees no time.
     */
    private static final String HOLDER = """
            CASE WHEN p.gid IS NOT NULL THEN format('prepared transaction %L, owner %s, since %s', p.gid, p.owner,
                date_trunc('second', p.prepared)) ELSE format('process %s, %s, role %s%s, since %s', l.pid, coalesce(nullif(a.application_name, ''), 'no name'),
                coalesce(a.usename, 'unknown'), ' from ' || pg_catalog.host(a.client_addr), coalesce(date_trunc('second', a.xact_start)::text, 'unknown')) END""";

    /** It holds a lock on its own number too, by which it is found whether the server was restarted since or not. */
    private static final String PREPARED_OF_LOCK = """

            LEFT JOIN pg_catalog.pg_locks x ON l.pid IS NULL AND x.pid IS NULL AND x.locktype = 'transactionid'
                AND x.virtualtransaction = l.virtualtransaction
            LEFT JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = x.transactionid
            """;

    private static final String OF_STARTER = "SELECT " + HOLDER + """

            FROM (SELECT pg_catalog.hashtextextended(?, 0) AS key) k
            JOIN pg_catalog.pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.classid::bigint = (k.key >> 32) & 4294967295 AND l.objid::bigint = k.key & 4294967295
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid""" + PREPARED_OF_LOCK;

    /**
     * On the tables and indexes that the statement names any mode, as altering them waits for readers too; elsewhere those
     * that a reader waits for, or a maker of foreign keys. The most likely first. Parameters: the statement, the namespace.
     */
    private static final String OF_TABLE = "SELECT " + HOLDER + """
             || format(', with %s on %I.%I', l.mode, n.nspname, c.relname)
            FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_class c ON c.oid = l.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (SELECT l.mode NOT IN ('AccessShareLock', 'RowShareLock') AS strong,
                EXISTS (SELECT FROM unnest(ARRAY[' ', '.', ',', ';', '(', ')', E'\\n']) ending
                    WHERE position(format('%I.%I', n.nspname, c.relname) || ending IN ? || ' ') > 0) AS named) k
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid""" + PREPARED_OF_LOCK + """
            WHERE l.granted AND l.locktype = 'relation' AND n.nspname = ?
                AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                AND (k.strong OR k.named)
            ORDER BY NOT k.named, NOT k.strong, l.mode <> 'AccessExclusiveLock', c.relkind <> 'r', coalesce(a.xact_start, p.prepared) LIMIT 1""";

    private static final Logger log = LoggerFactory.getLogger(LockHolder.class);

    private LockHolder() {}

    /** What to do about a holder of a table. */
    static String advice(String holder) {
        return prepared(holder).orElse("Wait for its holder, end it, or give more time (--lock-timeout).");
    }

    /** What to do about a starter, which begins again when only its session is ended. */
    static String adviceOnStarter(String holder) {
        return prepared(holder)
                .orElse(
                        "Wait until it ends, stop that program, or give more time (--lock-timeout). If only its session is"
                                + " ended on the server, it starts again.");
    }

    private static Optional<String> prepared(String holder) {
        return holder.startsWith(PREPARED)
                ? Optional.of("No session belongs to it, and a restart does not end it: COMMIT PREPARED or ROLLBACK"
                        + " PREPARED does.")
                : Optional.empty();
    }

    /** The starter that holds an advisory lock. */
    static String ofStarter(Connection connection, String lock) throws SQLException {
        return ask(connection, OF_STARTER, lock);
    }

    /** The session or prepared transaction whose lock on a table the statement waited for, as far as the server shows it. */
    static String ofTable(Settings settings, String statement) {
        try (Connection connection = settings.dataSource().getConnection()) {
            return ask(connection, OF_TABLE, statement, settings.namespace());
        } catch (SQLException e) {
            log.debug("Who holds the lock could not be asked", e);
            return UNKNOWN;
        }
    }

    private static String ask(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getString(1) != null ? row.getString(1) : UNKNOWN;
            }
        }
    }
}
