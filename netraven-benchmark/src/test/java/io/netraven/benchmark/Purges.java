package io.netraven.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the launcher's {@code purge} takes for expired logs of jobs, in a process with a small heap. */
final class Purges {

    private static final String HEAP = "-Xmx64m";

    private final Bench bench;
    private final Table table = new Table("`purge` with " + HEAP, "log entries deleted", "of", "s", "rows a second");

    Purges(Bench bench) {
        this.bench = bench;
    }

    /** Has so many of a database's logs expire, and deletes them. */
    Purges of(String database, String size, int logs) throws IOException, SQLException {
        bench.server()
                .execute(
                        database,
                        "UPDATE netraven.job_logs SET retention_days = 1, start_time = start_time - interval '9 days'"
                                + " WHERE id IN (SELECT id FROM netraven.job_logs ORDER BY id LIMIT " + logs + ")");
        bench.server().execute(database, "VACUUM ANALYZE netraven.job_logs");
        long before = entries(database);
        Command.Weight purge = Command.weigh(
                Program.launcher(bench.jars()).command(Jvm.plain(), List.of(HEAP), List.of("purge")),
                Map.of("DATABASE_URL", bench.server().launcherUrl(database)));
        long deleted = before - entries(database);
        table.row(size, Figures.count(deleted), Figures.count(before), purge.seconds(), deleted / purge.seconds());
        return this;
    }

    private long entries(String database) throws SQLException {
        return bench.server().number(database, "SELECT count(*) FROM netraven.job_log_entries");
    }

    Table table() {
        return table;
    }
}
