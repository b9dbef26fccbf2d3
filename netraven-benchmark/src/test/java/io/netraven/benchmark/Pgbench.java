package io.netraven.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own benchmark with a script.
 *
 * @param server where it runs
 * @param database in which
 * @param script what each transaction does
 */
record Pgbench(BenchServer server, String database, Path script) {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    /** pgbench draws numbers: it looks the ids up in each statement. */
    private static final String IDS = """
            CREATE TABLE IF NOT EXISTS public.bench_ids AS SELECT d.id AS device, c.id AS credential, c.tag_id AS tag, d.n
                FROM (SELECT id, row_number() OVER (ORDER BY hostname) AS n FROM netraven.devices) d
                JOIN (SELECT c.id, ct.tag_id, row_number() OVER (ORDER BY c.name) AS n FROM netraven.credentials c
                    JOIN netraven.credential_tags ct ON ct.credential_id = c.id) c USING (n)
                WHERE n <= 1000;
            CREATE INDEX IF NOT EXISTS bench_ids_n ON public.bench_ids (n);
            """;

    private static final String RECORD = """
            \\set n random(1, :rows)
            \\set m random(1, :rows)
            SELECT FROM netraven.credentials WHERE id = (SELECT credential FROM bench_ids WHERE n = :n) FOR NO KEY UPDATE \\;
            UPDATE netraven.credentials SET success_count = success_count + 1, last_used = greatest(last_used, now()),
                last_success = greatest(last_success, now()), rejecting_devices = 0
                WHERE id = (SELECT credential FROM bench_ids WHERE n = :n) \\;
            UPDATE netraven.credential_tags SET success_count = success_count + 1,
                last_used = greatest(last_used, now()), last_success = greatest(last_success, now())
                WHERE credential_id = (SELECT credential FROM bench_ids WHERE n = :n)
                    AND tag_id = (SELECT tag FROM bench_ids WHERE n = :n) \\;
            INSERT INTO netraven.device_credentials AS k (device_id, credential_id, success_count, last_success)
                SELECT d.id, c.id, 1, now() FROM netraven.devices d, netraven.credentials c
                WHERE d.id = (SELECT device FROM bench_ids WHERE n = :m)
                    AND c.id = (SELECT credential FROM bench_ids WHERE n = :n)
                ON CONFLICT (device_id, credential_id) DO UPDATE SET success_count = k.success_count + 1,
                last_success = greatest(k.last_success, now()), updated_at = now();
            """;

    /** The statements of an accepted login, sent at once, for one of the first thousand credentials and devices. */
    static Pgbench recording(BenchServer server, String database) throws IOException, SQLException {
        server.execute(database, IDS);
        Path script = Files.writeString(server.folder().resolve("record.sql"), RECORD);
        return new Pgbench(server, database, script);
    }

    /** Returns transactions a second. */
    double rate(int clients, int seconds) throws IOException, SQLException {
        List<String> command = List.of(
                server.binary("pgbench"),
                "-n",
                "-c" + clients,
                "-j" + clients,
                "-T" + seconds,
                "-D",
                "rows=" + rows(),
                "-h127.0.0.1",
                "-p" + server.port(),
                "-U" + BenchServer.USER,
                "-f" + script,
                database);
        String output = Command.output(command, Map.of());
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench said: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private long rows() throws SQLException {
        return server.number(database, "SELECT count(*) FROM public.bench_ids");
    }
}
