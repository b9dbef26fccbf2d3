package io.netraven.benchmark;

import io.netraven.credentials.Outcome;
import io.netraven.credentials.RankedCredential;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.postgresql.ds.PGSimpleDataSource;

/** The candidates of a device, one device after the other, by the store and by hand. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class RankingBenchmark {

    /** The system property with the JDBC URL of a filled database. */
    static final String URL = "bench.url";

    private static final int DEVICES = 400;
    private static final int COMPARED = 20;

    private BenchStore opened;
    private List<UUID> devices;
    private int next;

    /** Opens the store, and sees that both give the same answer. */
    @Setup
    public void open() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(System.getProperty(URL));
        source.setPrepareThreshold(0);
        opened = BenchStore.open(source, 1);
        devices = opened.ids("devices ORDER BY hostname LIMIT " + DEVICES);
        for (UUID device : devices.subList(0, COMPARED)) {
            accept(device);
            List<UUID> ranked = opened.store().rank(device).stream()
                    .map(RankedCredential::credentialId)
                    .toList();
            if (ranked.isEmpty() || !ranked.equals(HandWrittenRanking.ask(opened.connections(), device))) {
                throw new IllegalStateException("Two answers for " + device);
            }
        }
    }

    /** Closes the store. */
    @TearDown
    public void close() throws SQLException {
        opened.close();
    }

    @Benchmark
    public List<RankedCredential> netRaven() {
        return opened.store().rank(device());
    }

    @Benchmark
    public List<UUID> byHand() throws SQLException {
        return HandWrittenRanking.ask(opened.connections(), device());
    }

    /** The middle one of its candidates, which comes first from then on. */
    private void accept(UUID device) {
        List<RankedCredential> ranked = opened.store().rank(device);
        if (!ranked.isEmpty()) {
            opened.store().record(ranked.get(ranked.size() / 2), device, Outcome.ACCEPTED);
        }
    }

    private UUID device() {
        next = (next + 1) % devices.size();
        return devices.get(next);
    }
}
