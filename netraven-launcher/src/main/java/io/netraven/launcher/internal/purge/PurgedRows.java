package io.netraven.launcher.internal.purge;

/**
 * How many rows are gone, or would be.
 *
 * @param jobLogs job logs
 * @param jobLogEntries their entries, and those of job logs that are not yet gone themselves
 * @param auditLogs audit records
 * @param historyRows rows of the schema's history
 */
public record PurgedRows(long jobLogs, long jobLogEntries, long auditLogs, long historyRows) {

    static final PurgedRows NONE = new PurgedRows(0, 0, 0, 0);

    static PurgedRows ofJobs(long logs, long entries) {
        return new PurgedRows(logs, entries, 0, 0);
    }

    static PurgedRows ofAudit(long rows) {
        return new PurgedRows(0, 0, rows, 0);
    }

    static PurgedRows ofHistory(long rows) {
        return new PurgedRows(0, 0, 0, rows);
    }

    PurgedRows plus(PurgedRows more) {
        return new PurgedRows(
                jobLogs + more.jobLogs,
                jobLogEntries + more.jobLogEntries,
                auditLogs + more.auditLogs,
                historyRows + more.historyRows);
    }

    /** All of them. */
    public long total() {
        return jobLogs + jobLogEntries + auditLogs + historyRows;
    }
}
