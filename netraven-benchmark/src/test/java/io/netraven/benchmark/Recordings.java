package io.netraven.benchmark;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Outcome;
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

    static Recordings take(BenchServer server, String database, Form form) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (BenchStore opened = BenchStore.open(server.source(database), CALLERS)) {
            Login login = new Login(
                    opened.ids("credentials ORDER BY name LIMIT 1000"),
                    opened.ids("devices ORDER BY hostname LIMIT 1000"),
                    opened.ids("tags ORDER BY name LIMIT 1").get(0));
            Pgbench pgbench = Pgbench.recording(server, database, login.tag());
            for (int round = -1; round < form.bulkRounds(); round++) {
                double recorded = login.record(opened.store(), form.recordSeconds());
                double benched = pgbench.rate(CALLERS, form.recordSeconds());
                if (round >= 0) {
                    ours.add(recorded);
                    theirs.add(benched);
                    ratios.add(recorded / benched);
                }
            }
        }
        return new Recordings(Figures.median(ours), Figures.median(theirs), Figures.median(ratios));
    }

    /** What is drawn from, for each result. */
    private record Login(List<UUID> credentials, List<UUID> devices, UUID tag) {

        /** Returns results a second. */
        double record(CredentialStore store, int seconds) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            List<Future<Long>> counts = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < CALLERS; i++) {
                Random random = new Random(i);
                counts.add(threads.submit(() -> {
                    long count = 0;
                    while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                        store.record(drawn(credentials, random), drawn(devices, random), tag, Outcome.ACCEPTED);
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

        private static UUID drawn(List<UUID> ids, Random random) {
            return ids.get(random.nextInt(ids.size()));
        }
    }
}
