package io.netraven.launcher.internal.purge;

import io.netraven.launcher.internal.purge.PurgeTally.Batch;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * Job logs past their {@code retention_days}, and their entries, of which one log may have a million. All job logs are
 * looked at once, in the order of their ids. The entries of those that have expired are deleted first, the oldest
 * first; a job log goes when it has none left. What others have in hand is passed over and waited for by nobody: a log
 * that another purge works on, an entry that is being changed, and a log that an entry is being added to.
 */
final class ExpiredJobLogs {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int LOOKED_AT = 1_000;
    /** Job logs of a transaction: each of its statements locks or reads all of them. */
    private static final int GROUP = 100;

    /** In numbers, as an interval of so many days, or a time so far off, may be none that the server can hold. */
    private static final String EXPIRED = "extract(epoch FROM coalesce(end_time, start_time))"
            + " < extract(epoch FROM now()) - retention_days * 86400.0";

    private static final String NEXT = "SELECT id, coalesce(" + EXPIRED + ", false) FROM (SELECT id, start_time,"
            + " end_time, retention_days FROM $.job_logs WHERE id > ? ORDER BY id LIMIT ?) AS next ORDER BY id";

    /** Entries may be added meanwhile. The range of ids says nothing new, except to the planner. */
    private static final String CLAIM = "SELECT id FROM $.job_logs WHERE id = ANY (?) AND id BETWEEN ? AND ? AND "
            + EXPIRED + " ORDER BY id FOR NO KEY UPDATE SKIP LOCKED";

    /**
     * By their place in the table, as nothing else keeps the planner from reading all of it. Where the batch before
     * ended within a job log, this one begins there: entries that are gone stay in the index until they are vacuumed.
     */
    private static final String DELETE_ENTRIES = """
            WITH gone AS (
                DELETE FROM $.job_log_entries WHERE ctid = ANY (ARRAY(
                    SELECT e.ctid FROM unnest(?::uuid[]) AS l (id) CROSS JOIN LATERAL (
                        SELECT ctid FROM $.job_log_entries
                        WHERE job_log_id = l.id
                            AND timestamp >= CASE WHEN l.id = ? THEN ?::timestamptz ELSE '-infinity'::timestamptz END
                        ORDER BY timestamp LIMIT ? FOR UPDATE SKIP LOCKED) AS e
                    LIMIT ?))
                RETURNING job_log_id, timestamp)
            SELECT job_log_id, count(*), max(timestamp) FROM gone GROUP BY job_log_id ORDER BY job_log_id
            """;

    private static final String CLAIM_WHOLLY = "SELECT id FROM $.job_logs WHERE id = ANY (?) AND id BETWEEN ? AND ?"
            + " ORDER BY id FOR UPDATE SKIP LOCKED";

    private static final String DELETE_LOGS = "DELETE FROM $.job_logs AS l WHERE id = ANY (?) AND id BETWEEN ? AND ?"
            + " AND NOT EXISTS (SELECT FROM $.job_log_entries AS e WHERE e.job_log_id = l.id)";

    private static final String COUNT_ENTRIES = "SELECT coalesce(sum(e.entries), 0) FROM unnest(?::uuid[]) AS l (id)"
            + " CROSS JOIN LATERAL (SELECT count(*) AS entries FROM $.job_log_entries WHERE job_log_id = l.id) AS e";

    private final PurgeSession session;
    private final int batchRows;
    private long passedOver;

    ExpiredJobLogs(PurgeSession session, int batchRows) {
        this.session = session;
        this.batchRows = batchRows;
    }

    /** One of the job logs that are looked at. */
    private record Seen(UUID id, boolean expired) {}

    /** Entries that are gone of one job log. */
    private record Gone(UUID log, long entries, OffsetDateTime last) {}

    /**
     * Where a batch ended.
     *
     * @param done how many job logs of the group are done with
     * @param within the job log that may have more entries
     * @param since the time of the last entry of it that is gone
     */
    private record Mark(int done, UUID within, OffsetDateTime since) {

        static Mark behind(int logs) {
            return new Mark(logs, BEFORE_ALL, OffsetDateTime.MIN);
        }
    }

    /** Job logs that others had in hand. */
    long passedOver() {
        return passedOver;
    }

    /** What would be deleted. */
    PurgedRows count() throws SQLException {
        PurgedRows all = PurgedRows.NONE;
        for (List<Seen> page = page(BEFORE_ALL); !page.isEmpty(); page = page(last(page))) {
            List<UUID> left = expired(page);
            while (!left.isEmpty()) {
                List<UUID> group = left.subList(0, Math.min(GROUP, left.size()));
                long entries = session.transaction(() -> session.count(COUNT_ENTRIES, session.ids(group)));
                all = all.plus(PurgedRows.ofJobs(group.size(), entries));
                left = left.subList(group.size(), left.size());
            }
        }
        return all;
    }

    void delete(PurgeTally tally) throws SQLException {
        for (List<Seen> page = page(BEFORE_ALL); !page.isEmpty(); page = page(last(page))) {
            delete(tally, expired(page));
        }
    }

    private List<Seen> page(UUID after) throws SQLException {
        return session.transaction(() -> session.query(
                NEXT, row -> new Seen(row.getObject(1, UUID.class), row.getBoolean(2)), after, LOOKED_AT));
    }

    private static UUID last(List<Seen> page) {
        return page.get(page.size() - 1).id();
    }

    private static List<UUID> expired(List<Seen> page) {
        return page.stream().filter(Seen::expired).map(Seen::id).toList();
    }

    private void delete(PurgeTally tally, List<UUID> expired) throws SQLException {
        List<UUID> left = expired;
        Mark mark = Mark.behind(0);
        while (!left.isEmpty()) {
            List<UUID> group = left.subList(0, Math.min(GROUP, left.size()));
            Mark from = mark;
            long before = tally.rows().jobLogs();
            mark = tally.delete("job_log_entries", () -> batch(group, from));
            passedOver += mark.done() - (tally.rows().jobLogs() - before);
            left = left.subList(mark.done(), left.size());
        }
    }

    private Batch<Mark> batch(List<UUID> group, Mark from) throws SQLException {
        List<UUID> claimed = claim(CLAIM, group);
        List<Gone> gone = claimed.isEmpty() ? List.of() : deleteEntries(claimed, from);
        long entries = gone.stream().mapToLong(Gone::entries).sum();
        if (entries < batchRows) {
            return new Batch<>(PurgedRows.ofJobs(deleteEmpty(claimed), entries), Mark.behind(group.size()));
        }
        Gone last = gone.get(gone.size() - 1);
        long logs = deleteEmpty(claimed.subList(0, claimed.indexOf(last.log())));
        return new Batch<>(
                PurgedRows.ofJobs(logs, entries), new Mark(group.indexOf(last.log()), last.log(), last.last()));
    }

    private List<UUID> claim(String sql, List<UUID> logs) throws SQLException {
        return session.query(
                sql, row -> row.getObject(1, UUID.class), session.ids(logs), logs.get(0), logs.get(logs.size() - 1));
    }

    private List<Gone> deleteEntries(List<UUID> logs, Mark from) throws SQLException {
        return session.query(
                DELETE_ENTRIES,
                row -> new Gone(row.getObject(1, UUID.class), row.getLong(2), row.getObject(3, OffsetDateTime.class)),
                session.ids(logs),
                from.within(),
                from.since(),
                batchRows,
                batchRows);
    }

    /** Deletes those that have no entry, and that none is being added to. */
    private long deleteEmpty(List<UUID> logs) throws SQLException {
        List<UUID> claimed = logs.isEmpty() ? logs : claim(CLAIM_WHOLLY, logs);
        return claimed.isEmpty()
                ? 0
                : session.update(DELETE_LOGS, session.ids(claimed), claimed.get(0), claimed.get(claimed.size() - 1));
    }
}
