package io.netraven.benchmark;

import io.netraven.benchmark.BenchStore.Offered;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Accepted logins recorded by two callers, for some seconds in turn with pgbench.
 *
 * @param ours a second, median of the rounds
 * @param pgbench the same
 * @param ratio the median of the rounds' ratios
 */
record Recordings(double ours, double pgbench, double ratio) {

    private static final int CALLERS = 2;
    private static final int DRAWN = 1_000;

    static Recordings take(BenchServer server, String database, Form form) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (BenchStore opened = BenchStore.open(server.source(database), CALLERS)) {
            Login login = new Login(opened.offered(DRAWN), opened.ids("devices ORDER BY hostname LIMIT " + DRAWN));
            Pgbench pgbench = Pgbench.recording(server, database);
            for (int round = -1; round < form.bulkRounds(); round++) {
                long before = onTags(server, database);
                forgetDevices(server, database);
                double recorded = login.record(opened.store(), round, form.recordSeconds());
                long between = onTags(server, database);
                forgetDevices(server, database);
                double benched = pgbench.rate(CALLERS, form.recordSeconds());
                if (between == before || onTags(server, database) == between) {
                    throw new IllegalStateException("Results were not recorded on their tags");
                }
                if (round >= 0) {
                    ours.add(recorded);
                    theirs.add(benched);
                    ratios.add(recorded / benched);
                }
            }
        }
        return new Recordings(Figures.median(ours), Figures.median(theirs), Figures.median(ratios));
    }

    private static long onTags(BenchServer server, String database) throws SQLException {
        return server.number(database, "SELECT sum(success_count) FROM netraven.credential_tags");
    }

    /** Both begin without a device that has accepted a credential, so that most results are a device's first. */
    private static void forgetDevices(BenchServer server, String database) throws SQLException {
        server.execute(database, "TRUNCATE netraven.device_credentials");
    }

    /** What is drawn from, for each result. */
    private record Login(List<Offered> credentials, List<UUID> devices) {

        /** Returns results a second. */
        double record(CredentialStore store, int round, int seconds) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            try {
                List<Future<Long>> counts = new ArrayList<>();
                long start = System.nanoTime();
                for (int i = 0; i < CALLERS; i++) {
                    Random random = new Random(31L * round + i);
                    counts.add(threads.submit(() -> {
                        long count = 0;
                        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                            Offered offered = drawn(credentials, random);
                            store.record(offered.credential(), drawn(devices, random), offered.tag(), Outcome.ACCEPTED);
                            count++;
                        }
                        return count;
                    }));
                }
                long total = 0;
                for (Future<Long> count : counts) {
                    total += count.get();
                }
                return total * 1e9 / (System.nanoTime() - start);
            } finally {
                threads.shutdownNow();
            }
        }

        private static <T> T drawn(List<T> all, Random random) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
