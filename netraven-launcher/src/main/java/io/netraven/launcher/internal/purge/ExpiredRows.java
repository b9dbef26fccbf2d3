package io.netraven.launcher.internal.purge;

import io.netraven.launcher.internal.purge.PurgeTally.Batch;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Audit records and rows of the schema's history that were written before a time, in batches, the oldest first. */
final class ExpiredRows {

    private static final String DELETE_AUDIT = """
            WITH gone AS (
                DELETE FROM $.audit_logs WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM $.audit_logs WHERE created_at >= ? AND created_at < ?
                    ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED))
                RETURNING created_at)
            SELECT count(*), max(created_at) FROM gone
            """;

    private static final String COUNT_AUDIT = "SELECT count(*) FROM $.audit_logs WHERE created_at < ?";

    /**
     * Of each release the first row stays, which says which of two releases came first; and of each set of roles that
     * it managed the newest, with what it asks for: all that the engine goes by. Rows are only ever added behind, so
     * whatever is added meanwhile, these are not the last of their kind.
     */
    private static final String SUPERSEDED = """
            installed_at < ?
                AND EXISTS (SELECT FROM $.schema_history AS first WHERE first.model_checksum = h.model_checksum
                    AND first.model_name = h.model_name AND first.id < h.id)
                AND EXISTS (SELECT FROM $.schema_history AS newer WHERE newer.model_checksum = h.model_checksum
                    AND newer.model_name = h.model_name AND newer.roles = h.roles AND newer.id > h.id)
            """;

    private static final String DELETE_HISTORY = "DELETE FROM $.schema_history WHERE id = ANY (ARRAY("
            + "SELECT id FROM $.schema_history AS h WHERE " + SUPERSEDED
            + " ORDER BY id LIMIT ? FOR UPDATE OF h SKIP LOCKED))";

    private static final String COUNT_HISTORY = "SELECT count(*) FROM $.schema_history AS h WHERE " + SUPERSEDED;

    private final PurgeSession session;
    private final int batchRows;

    ExpiredRows(PurgeSession session, int batchRows) {
        this.session = session;
        this.batchRows = batchRows;
    }

    /** Rows that are gone, and the time of the newest of them. */
    private record Gone(long rows, OffsetDateTime newest) {}

    PurgedRows countAudit(OffsetDateTime before) throws SQLException {
        return PurgedRows.ofAudit(session.transaction(() -> session.count(COUNT_AUDIT, before)));
    }

    /** Begins where the batch before ended: rows that are gone stay in the index until they are vacuumed. */
    void deleteAudit(PurgeTally tally, OffsetDateTime before) throws SQLException {
        Gone gone = new Gone(batchRows, OffsetDateTime.MIN);
        while (gone.rows() >= batchRows) {
            OffsetDateTime since = gone.newest();
            gone = tally.delete("audit_logs", () -> {
                Gone batch = session.query(
                                DELETE_AUDIT,
                                row -> new Gone(row.getLong(1), newest(row.getObject(2, OffsetDateTime.class))),
                                since,
                                before,
                                batchRows)
                        .get(0);
                return new Batch<>(PurgedRows.ofAudit(batch.rows()), batch);
            });
        }
    }

    private static OffsetDateTime newest(@Nullable OffsetDateTime time) {
        return time == null ? OffsetDateTime.MAX : time;
    }

    PurgedRows countHistory(OffsetDateTime before) throws SQLException {
        return PurgedRows.ofHistory(session.transaction(() -> session.count(COUNT_HISTORY, before)));
    }

    void deleteHistory(PurgeTally tally, OffsetDateTime before) throws SQLException {
        int rows = batchRows;
        while (rows >= batchRows) {
            rows = tally.delete("schema_history", () -> {
                int batch = session.update(DELETE_HISTORY, before, batchRows);
                return new Batch<>(PurgedRows.ofHistory(batch), batch);
            });
        }
    }
}
