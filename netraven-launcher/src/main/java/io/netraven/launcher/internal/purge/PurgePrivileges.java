package io.netraven.launcher.internal.purge;

import io.netraven.launcher.internal.config.Settings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a role needs, looked at before anything is deleted. */
final class PurgePrivileges {

    /** Rows that are locked take UPDATE as well as SELECT (PostgreSQL manual, SELECT, "The Locking Clause"). */
    private static final String TO_DELETE = "SELECT, UPDATE, DELETE";

    /** In the catalogue, as to name a table takes the right to use its namespace. */
    private static final String MISSING = """
            SELECT current_user, string_agg(missing, ', ') FROM (
                SELECT string_agg(privilege, ', ' ORDER BY place) || ' on ' || relation AS missing
                FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS needed (relation, privileges, number)
                    JOIN pg_catalog.pg_class AS c ON c.relname = relation
                    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = ?,
                    unnest(string_to_array(privileges, ', ')) WITH ORDINALITY AS each (privilege, place)
                WHERE NOT has_table_privilege(c.oid, privilege)
                GROUP BY relation, number ORDER BY number) AS list
            """;

    private final List<String> tables = new ArrayList<>();
    private final List<String> privileges = new ArrayList<>();

    private PurgePrivileges(Settings settings) {
        add("job_logs", TO_DELETE);
        add("job_log_entries", TO_DELETE);
        // The purge's own record grows with what is gone.
        add(
                "audit_logs",
                settings.auditRetention().isPresent() ? "SELECT, INSERT, UPDATE, DELETE" : "SELECT, INSERT, UPDATE");
        if (settings.historyRetention().isPresent()) {
            add("schema_history", TO_DELETE);
        }
    }

    private void add(String table, String needed) {
        tables.add(table);
        privileges.add(needed);
    }

    /** Fails where the role lacks a privilege on a table that is there. */
    static void check(PurgeSession session) throws SQLException {
        PurgePrivileges needed = new PurgePrivileges(session.settings());
        String missing = session.transaction(() -> session.query(
                        MISSING,
                        row -> row.getString(2) == null ? "" : row.getString(1) + " lacks " + row.getString(2),
                        session.texts(needed.tables),
                        session.texts(needed.privileges),
                        session.settings().namespace())
                .get(0));
        if (!missing.isEmpty()) {
            throw new PrivilegeMissing("The role may not delete what is past its retention: " + missing
                    + ". Nothing was deleted. Run purge as the owner of the tables");
        }
    }
}
