package io.netraven.launcher.internal.purge;

import io.netraven.launcher.internal.purge.PurgeSession.Work;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Counts what is gone, and keeps the one audit record of it: each transaction that deletes something brings the record
 * up to date, so that it tells no more and no less than what is gone.
 */
final class PurgeTally {

    private static final String RECORD = """
            INSERT INTO $.audit_logs
                (id, event_type, event_name, actor_id, actor_type, description, status, event_metadata)
            VALUES (?, 'data', 'purge', ?, 'system', ?, 'success', ?::jsonb)
            ON CONFLICT (id) DO UPDATE SET description = excluded.description, event_metadata = excluded.event_metadata
            """;

    private final PurgeSession session;
    private final String actor;
    private final Consumer<PurgeProgress> listener;
    private final UUID id = TimeOrderedId.next();
    private final long start = System.nanoTime();
    private PurgedRows rows = PurgedRows.NONE;

    PurgeTally(PurgeSession session, String actor, Consumer<PurgeProgress> listener) {
        this.session = session;
        this.actor = actor;
        this.listener = listener;
    }

    /** What one transaction deletes: some rows, and whatever its caller goes on by. */
    record Batch<T>(PurgedRows rows, T result) {}

    /** Deletes a batch in a transaction of its own, and returns what its caller goes on by. */
    <T> T delete(String table, Work<Batch<T>> work) throws SQLException {
        Batch<T> batch = session.transaction(() -> {
            Batch<T> deleted = work.run();
            if (deleted.rows().total() > 0) {
                record(rows.plus(deleted.rows()));
            }
            return deleted;
        });
        rows = rows.plus(batch.rows());
        listener.accept(new PurgeProgress(table, rows.total(), elapsed()));
        return batch.result();
    }

    private void record(PurgedRows all) throws SQLException {
        String description = "Deleted what was past its retention: " + all.jobLogs() + " job logs, "
                + all.jobLogEntries() + " job log entries, " + all.auditLogs() + " audit records, "
                + all.historyRows() + " rows of the schema's history";
        String facts = "{\"jobLogs\": " + all.jobLogs() + ", \"jobLogEntries\": " + all.jobLogEntries()
                + ", \"auditLogs\": " + all.auditLogs() + ", \"historyRows\": " + all.historyRows() + "}";
        session.update(RECORD, id, actor, description, facts);
    }

    PurgedRows rows() {
        return rows;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
