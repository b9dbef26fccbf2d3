package io.netraven.launcher.bench;

import io.netraven.credentials.Rotation;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures about credentials, beside the goals they are held against. {@code docs/benchmarks.md} tells the command. */
final class CredentialBenchmark {

    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("BENCH_ROUNDS", "5"));
    private static final int ROWS = 100_000;
    private static final int MANY_ROWS = 1_000_000;

    private final BenchServer server;
    private final StringBuilder report = new StringBuilder();

    private CredentialBenchmark(BenchServer server) {
        this.server = server;
    }

    /** Takes all figures, or those that are named. */
    public static void main(String[] args) throws Exception {
        List<String> parts = args.length == 0 ? List.of("envelope", "rotation", "million", "selection") : List.of(args);
        try (BenchServer server = BenchServer.start()) {
            CredentialBenchmark benchmark = new CredentialBenchmark(server);
            for (String part : parts) {
                benchmark.run(part);
            }
            System.out.println(benchmark.report);
        }
    }

    private void run(String part) throws Exception {
        switch (part) {
            case "envelope" -> envelopes();
            case "rotation" -> rotation();
            case "million" -> million();
            case "selection" -> selection();
            default -> throw new IllegalArgumentException("Unknown: " + part);
        }
    }

    private void envelopes() throws GeneralSecurityException {
        line("\n### Envelopes, a second, on one thread\n");
        line("| what | bytes | NetRaven | JDK, cipher kept | Tink | ÷ JDK | at least | ÷ Tink | at least | met |");
        line("|---|---|---|---|---|---|---|---|---|---|");
        for (int bytes : new int[] {16, 64}) {
            Envelopes envelopes = new Envelopes(bytes);
            envelope("encrypt", bytes, envelopes.encryption());
            envelope("decrypt", bytes, envelopes.decryption());
        }
    }

    private void envelope(String what, int bytes, Envelopes.Rates rates) {
        double jdk = rates.ours() / rates.jdk();
        double tink = rates.ours() / rates.tink();
        line(
                "| %s | %d | %.2f M | %.2f M | %.2f M | %.2f | 0.80 | %.2f | 0.90 | %s |",
                what,
                bytes,
                rates.ours() / 1e6,
                rates.jdk() / 1e6,
                rates.tink() / 1e6,
                jdk,
                tink,
                met(jdk >= 0.8 && tink >= 0.9));
    }

    private void rotation() throws SQLException {
        Rotations rotations = new Rotations(server);
        rotations.fill(ROWS);
        List<Double> floors = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            double floor = rotations.floorSeconds();
            double rotation = rotations.rotationSeconds(Rotation.now());
            if (round >= 0) {
                floors.add(ROWS / floor);
                ours.add(ROWS / rotation);
                ratios.add(floor / rotation);
            }
        }
        double ratio = Figures.median(ratios);
        line("\n### Rotation of %,d rows, a second\n", ROWS);
        line("| NetRaven | one UPDATE of the same rows | ratio, median | at least | met |");
        line("|---|---|---|---|---|");
        line(
                "| %,.0f | %,.0f | %.2f | 0.70 | %s |",
                Figures.median(ours), Figures.median(floors), ratio, met(ratio >= 0.7));
    }

    private void million() throws SQLException {
        Rotations rotations = new Rotations(server);
        rotations.fill(ROWS);
        double few = ROWS / rotations.rotationSeconds(Rotation.now());
        few = Math.max(few, ROWS / rotations.rotationSeconds(Rotation.now()));
        rotations.fill(MANY_ROWS);
        double many = MANY_ROWS / rotations.rotationSeconds(Rotation.now());
        line(
                "\n### Rotation of %,d rows, heap of %d MiB\n",
                MANY_ROWS, Runtime.getRuntime().maxMemory() >> 20);
        line("| rows a second | of %,d | ratio | at least | met |", ROWS);
        line("|---|---|---|---|---|");
        line("| %,.0f | %,.0f | %.2f | 0.85 | %s |", many, few, many / few, met(many / few >= 0.85));
    }

    private void selection() throws Exception {
        Selections selections = new Selections(server);
        Selections.Selection small = selections.select("bench_small", 10_000, 100, 1_000);
        Selections.Selection large = selections.select("bench_large", 100_000, 1_000, 10_000);
        line("\n### Candidates of one device with 10 tags, milliseconds\n");
        line("| devices, tags, credentials | candidates | NetRaven | by hand | ratio | at most | met |");
        line("|---|---|---|---|---|---|---|");
        selected("10,000, 100, 1,000", small);
        selected("100,000, 1,000, 10,000", large);
        Selections.Recording recording = selections.record("bench_large", 8);
        double ratio = recording.ours() / recording.pgbench();
        line("\n### Results recorded, a second, two callers\n");
        line("| NetRaven | pgbench, same statements | ratio | at least | met |");
        line("|---|---|---|---|---|");
        line("| %,.0f | %,.0f | %.2f | 0.80 | %s |", recording.ours(), recording.pgbench(), ratio, met(ratio >= 0.8));
    }

    private void selected(String size, Selections.Selection selection) {
        double ratio = selection.ours() / selection.byHand();
        line(
                "| %s | %.0f | %.2f | %.2f | %.2f | 1.50 | %s |",
                size, selection.candidates(), selection.ours(), selection.byHand(), ratio, met(ratio <= 1.5));
    }

    private static String met(boolean met) {
        return met ? "yes" : "**no**";
    }

    private void line(String format, Object... arguments) {
        report.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
