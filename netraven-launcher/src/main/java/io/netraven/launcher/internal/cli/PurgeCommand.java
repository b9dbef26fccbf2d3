package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Durations;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.purge.PrivilegeMissing;
import io.netraven.launcher.internal.purge.Purge;
import io.netraven.launcher.internal.purge.PurgeReport;
import io.netraven.launcher.internal.purge.PurgedRows;
import java.sql.SQLException;
import java.util.List;

/** {@code purge}: delete what is past its retention. */
final class PurgeCommand implements Command {

    @Override
    public String name() {
        return "purge";
    }

    @Override
    public String summary() {
        return "delete what is past its retention, in batches";
    }

    @Override
    public String details() {
        return """
                Job logs go by their retention_days, counted from their end, or from their start where they never ended; without
                it they stay. Audit records and the schema's history stay too, unless told otherwise: N days, or the word
                setting for what the database's settings say. Services go on meanwhile. Stopped at any moment, the next call
                goes on. It connects once, as the owner of the tables. A transaction has 5,000 rows, unless --batch-rows says
                otherwise.""";
    }

    @Override
    public String example() {
        return "purge --audit-days 365 --dry-run";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.tablesAnd(
                CliOption.AUDIT_DAYS,
                CliOption.HISTORY_DAYS,
                CliOption.BATCH_ROWS,
                CliOption.COUNT_ONLY,
                CliOption.LOCK_TIMEOUT,
                CliOption.STATEMENT_TIMEOUT);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        int batchRows = batchRows(invocation.arguments());
        Settings settings = invocation.settings();
        Purge purge = new Purge(
                invocation.connections(settings),
                settings,
                batchRows,
                Operator.actor().name());
        invocation.output().answer(answer(report(invocation, purge), settings));
        return ExitCode.DONE;
    }

    private static PurgeReport report(Invocation invocation, Purge purge) {
        try (ProgressWatch watch = ProgressWatch.of(invocation.surroundings(), invocation.arguments(), "purging")) {
            return invocation.arguments().has(CliOption.COUNT_ONLY)
                    ? purge.rehearse()
                    : purge.run(progress -> watch.accept(Progress.of(progress)));
        } catch (PrivilegeMissing e) {
            throw new CommandFailed(ExitCode.ACCESS, "privilege_missing", String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw CredentialFailure.ofStatement(e);
        }
    }

    private static int batchRows(Arguments arguments) {
        int rows = new OptionValues(arguments).number(CliOption.BATCH_ROWS).orElse(Purge.BATCH_ROWS);
        if (rows < 1 || rows > Purge.MOST_BATCH_ROWS) {
            throw OptionValues.mistake(CliOption.BATCH_ROWS, "from 1 to " + Purge.MOST_BATCH_ROWS);
        }
        return rows;
    }

    private static Answer answer(PurgeReport report, Settings settings) {
        PurgedRows rows = report.rows();
        boolean audit = settings.auditRetention().isPresent();
        boolean history = settings.historyRetention().isPresent();
        Answer answer = headline(report)
                .line("job logs", rows.jobLogs() + ", and " + rows.jobLogEntries() + " entries")
                .line("audit logs", audit ? rows.auditLogs() : "all kept: no --audit-days")
                .line("history", history ? rows.historyRows() : "all kept: no --history-days");
        if (report.passedOver() > 0) {
            answer.line("passed over", report.passedOver() + " job logs that others had in hand");
        }
        return answer.line(
                        "took",
                        Durations.show(report.elapsed()) + ", " + Math.round(report.rowsPerSecond()) + " rows/s")
                .field("dryRun", report.rehearsal())
                .field("jobLogs", rows.jobLogs())
                .field("jobLogEntries", rows.jobLogEntries())
                .field("auditLogs", audit ? rows.auditLogs() : null)
                .field("historyRows", history ? rows.historyRows() : null)
                .field("passedOverJobLogs", report.passedOver())
                .field("milliseconds", report.elapsed().toMillis())
                .field("rowsPerSecond", Math.round(report.rowsPerSecond()));
    }

    private static Answer headline(PurgeReport report) {
        if (report.rehearsal()) {
            return Answer.notice(
                    "DRY RUN", report.rows().total() + " rows are past their retention; nothing was deleted");
        }
        return report.rows().total() > 0
                ? Answer.good("PURGED", "what was past its retention is gone")
                : Answer.good("UP_TO_DATE", "nothing was past its retention");
    }
}
