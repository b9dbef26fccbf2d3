package io.netraven.launcher.internal.purge;

import io.netraven.launcher.ConfigurationException;
import io.netraven.launcher.internal.config.Retention;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What was written before these times, by the database's clock, is past its retention. It is the same time for the whole
 * of a purge.
 *
 * @param audit of audit records, absent where they are kept
 * @param history of rows of the schema's history, likewise
 */
record Expiry(Optional<OffsetDateTime> audit, Optional<OffsetDateTime> history) {

    private static final String AUDIT_SETTING = "system.audit_log_retention_days";
    private static final String HISTORY_SETTING = "system.schema_history_retention_days";
    private static final String SETTING = "SELECT value #>> '{}' FROM $.admin_settings WHERE key = ?";

    /** A day has 24 hours, whatever the clocks are put to meanwhile. */
    private static final String BEFORE = "SELECT now() - ? * interval '24 hours'";

    /** Asks the database. */
    static Expiry find(PurgeSession session) throws SQLException {
        return session.transaction(() -> new Expiry(
                before(session, session.settings().auditRetention(), AUDIT_SETTING),
                before(session, session.settings().historyRetention(), HISTORY_SETTING)));
    }

    private static Optional<OffsetDateTime> before(PurgeSession session, Optional<Retention> kept, String setting)
            throws SQLException {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> given = kept.get().days();
        int days = given.isPresent() ? given.get() : set(session, setting);
        return session.query(BEFORE, row -> row.getObject(1, OffsetDateTime.class), days).stream()
                .findFirst();
    }

    /** Nothing is deleted by a guess. */
    private static int set(PurgeSession session, String setting) throws SQLException {
        return session.query(SETTING, row -> Optional.ofNullable(row.getString(1)), setting).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(Retention::days)
                .orElseThrow(() -> new ConfigurationException(List.of("The setting " + setting
                        + " of the database is missing or no number of days from 1 to " + Retention.MOST_DAYS
                        + ": set it, or name the days. Nothing was deleted")));
    }
}
