package io.netraven.launcher.internal.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keeps a database from being renamed: sessions, and transactions that were prepared. */
final class Blockers {

    /** Server processes without a role end by themselves. */
    private static final String SESSIONS = """
            SELECT a.pid, a.usename::text, coalesce(nullif(a.application_name, ''), 'unnamed'), s.slot_name::text,
                   me.rolsuper OR (NOT r.rolsuper AND (pg_has_role(a.usesysid, 'USAGE')
                       OR pg_has_role('pg_signal_backend', 'USAGE')))
            FROM pg_stat_activity a
            JOIN pg_roles r ON r.oid = a.usesysid
            JOIN pg_roles me ON me.rolname = current_user
            LEFT JOIN pg_replication_slots s ON s.active_pid = a.pid
            WHERE a.datname = ANY (?) AND a.pid <> pg_backend_pid()
            ORDER BY a.pid""";

    private static final String PREPARED =
            "SELECT gid, owner::text, database::text FROM pg_prepared_xacts WHERE database = ANY (?) ORDER BY gid";

    private Blockers() {}

    /** What this login cannot end, and what to do about each. */
    static List<String> lasting(Session session, List<String> databases) throws SQLException {
        List<String> blockers = new ArrayList<>();
        session.query(
                SESSIONS,
                row -> {
                    if (!row.getBoolean(5)) {
                        blockers.add(describe(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))
                                + ", which this login may not end: stop it, or GRANT pg_signal_backend (a superuser ends"
                                + " sessions of superusers: SELECT pg_terminate_backend(" + row.getLong(1) + "))");
                    }
                    return true;
                },
                session.array(databases));
        blockers.addAll(session.query(
                PREPARED,
                row -> "the prepared transaction " + row.getString(1) + " of " + row.getString(2)
                        + ": in " + row.getString(3) + " run ROLLBACK PREPARED " + Session.literal(row.getString(1))
                        + " or COMMIT PREPARED",
                session.array(databases)));
        return blockers;
    }

    /** All sessions, for a message. */
    static List<String> sessions(Session session, List<String> databases) throws SQLException {
        return session.query(
                SESSIONS,
                row -> describe(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                session.array(databases));
    }

    private static String describe(long pid, String user, String program, @Nullable String slot) {
        return "session " + pid + " of " + user + " (" + program + ")"
                + (slot == null ? "" : ", which streams replication slot " + slot);
    }

    /** Ends the sessions, also those that stream changes. */
    static void end(Session session, List<String> databases) throws SQLException {
        session.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = ANY (?) AND usesysid IS NOT NULL AND pid <> pg_backend_pid()",
                row -> true,
                session.array(databases));
    }
}
