package io.netraven.launcher.internal.purge;

import io.netraven.launcher.internal.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Deletes what is past its retention, in short transactions that wait for no row: job logs by their own
 * {@code retention_days}, audit records and the schema's history where the settings say how long. Stopped at any moment,
 * what is gone is recorded, and the next purge goes on. Any number of them may run at once.
 *
 * @param connections to the database; one is used
 * @param settings where the tables are, how long to wait for locks, and what is deleted beside job logs
 * @param batchRows the most entries, or rows of another table, of a transaction
 * @param actor who acts, for the audit log
 */
public record Purge(DataSource connections, Settings settings, int batchRows, String actor) {

    /** Rows of a transaction, unless told otherwise. */
    public static final int BATCH_ROWS = 5_000;

    /** The most rows of a transaction. */
    public static final int MOST_BATCH_ROWS = 50_000;

    /**
     * Deletes.
     *
     * @param listener is told of each batch
     * @throws PrivilegeMissing when the role may not; nothing is deleted then
     * @throws SQLException when the database fails; what was deleted before stays deleted
     */
    public PurgeReport run(Consumer<PurgeProgress> listener) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            PurgeSession session = new PurgeSession(connection, settings);
            PurgePrivileges.check(session);
            Expiry expiry = Expiry.find(session);
            PurgeTally tally = new PurgeTally(session, actor, listener);
            ExpiredJobLogs logs = new ExpiredJobLogs(session, batchRows);
            ExpiredRows rows = new ExpiredRows(session, batchRows);
            logs.delete(tally);
            Optional<OffsetDateTime> audit = expiry.audit();
            if (audit.isPresent()) {
                rows.deleteAudit(tally, audit.get());
            }
            Optional<OffsetDateTime> history = expiry.history();
            if (history.isPresent()) {
                rows.deleteHistory(tally, history.get());
            }
            return new PurgeReport(false, tally.rows(), logs.passedOver(), tally.elapsed());
        }
    }

    /**
     * Counts what {@link #run} would delete.
     *
     * @throws SQLException when the database fails, or the role may not read it
     */
    public PurgeReport rehearse() throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = connections.getConnection()) {
            PurgeSession session = new PurgeSession(connection, settings);
            Expiry expiry = Expiry.find(session);
            ExpiredRows rows = new ExpiredRows(session, batchRows);
            PurgedRows all = new ExpiredJobLogs(session, batchRows).count();
            Optional<OffsetDateTime> audit = expiry.audit();
            if (audit.isPresent()) {
                all = all.plus(rows.countAudit(audit.get()));
            }
            Optional<OffsetDateTime> history = expiry.history();
            if (history.isPresent()) {
                all = all.plus(rows.countHistory(history.get()));
            }
            return new PurgeReport(true, all, 0, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
