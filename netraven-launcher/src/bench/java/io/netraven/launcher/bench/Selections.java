package io.netraven.launcher.bench;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Outcome;
import io.netraven.credentials.Secret;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** Candidates of a device among many, and results recorded at once. */
final class Selections {

    /** What a careful hand would write: the same answer, nothing else. */
    private static final String BY_HAND = """
            WITH offered AS (
                SELECT DISTINCT ON (c.id) c.id, c.name, c.username, ct.tag_id, ct.priority,
                    0.75 * CASE WHEN ct.success_count + ct.failure_count >= 3
                            THEN ct.success_count::float8 / (ct.success_count + ct.failure_count)
                        WHEN c.success_count + c.failure_count >= 3
                            THEN c.success_count::float8 / (c.success_count + c.failure_count)
                        ELSE 0.5 END
                    + 0.15 * ct.priority / 100
                    + 0.10 * CASE WHEN ct.last_success IS NULL THEN 0 ELSE greatest(0, least(1,
                        1 - extract(epoch FROM now() - ct.last_success)::float8 / 2592000)) END AS score
                FROM netraven.device_tags dt
                JOIN netraven.credential_tags ct ON ct.tag_id = dt.tag_id
                JOIN netraven.credentials c ON c.id = ct.credential_id
                WHERE dt.device_id = ? AND c.quarantined_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now())
                ORDER BY c.id, score DESC, ct.priority DESC, ct.tag_id)
            SELECT o.*, dc.last_success > coalesce(dc.last_rejection, '-infinity') AS accepted, dc.last_success
            FROM offered o
            LEFT JOIN netraven.device_credentials dc ON dc.credential_id = o.id AND dc.device_id = ?
            ORDER BY o.score DESC, o.priority DESC, o.name COLLATE "C", o.id
            """;

    private static final String FILL = """
            INSERT INTO netraven.users (id, username, email, password_hash)
                VALUES (gen_random_uuid(), 'bench', 'bench@netraven.example', '!');
            INSERT INTO netraven.tags (id, name) SELECT gen_random_uuid(), 'tag-' || i FROM generate_series(1, :tags) i;
            INSERT INTO netraven.devices (id, hostname, ip_address, device_type, owner_id)
                SELECT gen_random_uuid(), 'device-' || i, '192.0.2.1', 'cisco_ios', (SELECT id FROM netraven.users)
                FROM generate_series(1, :devices) i;
            INSERT INTO netraven.credentials (id, name, username, success_count, failure_count)
                SELECT gen_random_uuid(), 'credential-' || i, 'user-' || i % 50, i % 7, i % 5
                FROM generate_series(1, :credentials) i;
            CREATE TEMPORARY TABLE t AS SELECT id, row_number() OVER () AS n FROM netraven.tags WHERE name <> 'Default';
            CREATE TEMPORARY TABLE c AS SELECT id, row_number() OVER () AS n FROM netraven.credentials;
            CREATE TEMPORARY TABLE d AS SELECT id, row_number() OVER () AS n FROM netraven.devices;
            CREATE INDEX ON t (n);
            INSERT INTO netraven.device_tags (device_id, tag_id)
                SELECT DISTINCT d.id, t.id FROM d, generate_series(0, 9) k
                JOIN LATERAL (SELECT id FROM t WHERE n = 1 + (d.n * 31 + k * 97) % :tags) t ON true;
            INSERT INTO netraven.credential_tags (id, credential_id, tag_id, priority, success_count, failure_count,
                    last_success)
                SELECT gen_random_uuid(), c.id, t.id, c.n % 101, c.n % 9, c.n % 4, now() - c.n * interval '1 hour'
                FROM c JOIN t ON t.n = 1 + c.n % :tags;
            ANALYZE;
            """;

    private static final int DEVICES_ASKED = 400;

    private final BenchServer server;

    Selections(BenchServer server) {
        this.server = server;
    }

    /** Milliseconds for one device, medians, and how many candidates there were. */
    record Selection(double ours, double byHand, double candidates) {}

    /** Fills a database and asks for the candidates of devices in turn, by the store and by hand. */
    Selection select(String database, int devices, int tags, int credentials) throws SQLException {
        server.create(database);
        PGSimpleDataSource source = source(database);
        SchemaEngine.builder(source).model(NetRavenSchema.model()).build().initialize();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(FILL.replace(":devices", Integer.toString(devices))
                    .replace(":tags", Integer.toString(tags))
                    .replace(":credentials", Integer.toString(credentials)));
        }
        List<UUID> asked = ids(source, "devices ORDER BY hostname LIMIT " + DEVICES_ASKED);
        try (MasterKey master = master();
                HeldConnections held = new HeldConnections(source, 1)) {
            Keyring.builder(source).masterKey(master).build().prepare();
            try (CredentialStore store = CredentialStore.open(held, master)) {
                List<Double> ours = new ArrayList<>();
                List<Double> byHand = new ArrayList<>();
                long candidates = 0;
                for (int round = -1; round < 2; round++) {
                    for (UUID device : asked) {
                        long start = System.nanoTime();
                        int found = store.rank(device).size();
                        long middle = System.nanoTime();
                        int foundByHand = byHand(held, device);
                        long end = System.nanoTime();
                        if (found != foundByHand) {
                            throw new IllegalStateException("Two answers: " + found + " and " + foundByHand);
                        }
                        if (round >= 0) {
                            ours.add((middle - start) / 1e6);
                            byHand.add((end - middle) / 1e6);
                            candidates += found;
                        }
                    }
                }
                return new Selection(Figures.median(ours), Figures.median(byHand), (double) candidates / ours.size());
            }
        }
    }

    private static int byHand(HeldConnections held, UUID device) throws SQLException {
        try (Connection connection = held.getConnection();
                PreparedStatement statement = connection.prepareStatement(BY_HAND)) {
            statement.setObject(1, device);
            statement.setObject(2, device);
            int found = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getObject("id", UUID.class) != null && row.getString("name") != null) {
                        row.getString("username");
                        row.getObject("tag_id", UUID.class);
                        row.getDouble("score");
                        row.getDouble("priority");
                        found++;
                    }
                }
            }
            return found;
        }
    }

    /** Results a second: the store's, and pgbench's of the same statements. */
    record Recording(double ours, double pgbench) {}

    /** Two callers record accepted logins of credentials that were drawn, for some seconds in turn with pgbench. */
    Recording record(String database, int seconds) throws Exception {
        PGSimpleDataSource source = source(database);
        List<UUID> devices = ids(source, "devices ORDER BY hostname LIMIT 1000");
        List<UUID> credentials = ids(source, "credentials ORDER BY name LIMIT 1000");
        List<Double> ours = new ArrayList<>();
        List<Double> pgbench = new ArrayList<>();
        try (MasterKey master = master();
                HeldConnections held = new HeldConnections(source, 2)) {
            // Its keys are of another master key: made anew.
            execute(source, "DELETE FROM netraven.encryption_keys");
            Keyring.builder(source).masterKey(master).build().prepare();
            try (CredentialStore store = CredentialStore.open(held, master)) {
                UUID tag = ids(source, "tags ORDER BY name LIMIT 1").get(0);
                for (int round = -1; round < 3; round++) {
                    double recorded = record(store, credentials, devices, tag, seconds);
                    double benched = pgbench(database, seconds);
                    if (round >= 0) {
                        ours.add(recorded);
                        pgbench.add(benched);
                    }
                }
            }
        }
        return new Recording(Figures.median(ours), Figures.median(pgbench));
    }

    private static double record(
            CredentialStore store, List<UUID> credentials, List<UUID> devices, UUID tag, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Long>> counts = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            Random random = new Random(i);
            counts.add(threads.submit(() -> {
                long count = 0;
                while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                    store.record(
                            credentials.get(random.nextInt(credentials.size())),
                            devices.get(random.nextInt(devices.size())),
                            tag,
                            Outcome.ACCEPTED);
                    count++;
                }
                return count;
            }));
        }
        long total = 0;
        for (Future<Long> count : counts) {
            total += count.get();
        }
        threads.shutdown();
        return total * 1e9 / (System.nanoTime() - start);
    }

    private double pgbench(String database, int seconds) throws IOException, SQLException {
        // The ids come from two tables, so that pgbench binds them as the store does.
        execute(
                source(database),
                "CREATE TABLE IF NOT EXISTS public.bench_ids AS SELECT d.id AS device, c.id AS credential, d.n"
                        + " FROM (SELECT id, row_number() OVER (ORDER BY hostname) AS n FROM netraven.devices) d"
                        + " JOIN (SELECT id, row_number() OVER (ORDER BY name) AS n FROM netraven.credentials) c USING (n)"
                        + " WHERE n <= 1000; CREATE INDEX IF NOT EXISTS bench_ids_n ON public.bench_ids (n)");
        UUID tag = ids(source(database), "tags ORDER BY name LIMIT 1").get(0);
        Path script = Files.writeString(server.folder().resolve("record.sql"), """
                \\set n random(1, 1000)
                \\set m random(1, 1000)
                SELECT FROM netraven.credentials WHERE id = (SELECT credential FROM bench_ids WHERE n = :n) FOR NO KEY UPDATE \\;
                UPDATE netraven.credentials SET success_count = success_count + 1, last_used = greatest(last_used, now()),
                    last_success = greatest(last_success, now()), rejecting_devices = 0
                    WHERE id = (SELECT credential FROM bench_ids WHERE n = :n) \\;
                UPDATE netraven.credential_tags SET success_count = success_count + 1,
                    last_used = greatest(last_used, now()), last_success = greatest(last_success, now())
                    WHERE credential_id = (SELECT credential FROM bench_ids WHERE n = :n) AND tag_id = '%s' \\;
                INSERT INTO netraven.device_credentials AS k (device_id, credential_id, success_count, last_success)
                    SELECT d.id, c.id, 1, now() FROM netraven.devices d, netraven.credentials c
                    WHERE d.id = (SELECT device FROM bench_ids WHERE n = :m)
                        AND c.id = (SELECT credential FROM bench_ids WHERE n = :n)
                    ON CONFLICT (device_id, credential_id) DO UPDATE SET success_count = k.success_count + 1,
                    last_success = greatest(k.last_success, now()), updated_at = now();
                """.formatted(tag));
        String output = Command.output(
                List.of(
                        server.binary("pgbench"),
                        "-n",
                        "-c",
                        "2",
                        "-j",
                        "2",
                        "-T",
                        Integer.toString(seconds),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        BenchServer.USER,
                        "-f",
                        script.toString(),
                        database),
                Map.of());
        Matcher rate = Pattern.compile("tps = ([0-9.]+)").matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench said: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static MasterKey master() {
        try (Secret text = MasterKey.generate()) {
            return MasterKey.of(text);
        }
    }

    private static List<UUID> ids(PGSimpleDataSource source, String from) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM netraven." + from)) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static void execute(PGSimpleDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.urlWithUser(database));
        // As services connect.
        source.setPrepareThreshold(0);
        return source;
    }
}
