package io.netraven.benchmark;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;

/** Encryption and decryption of one secret, beside libraries and beside the server's own pgcrypto. */
final class EnvelopeSection {

    private EnvelopeSection() {}

    static void measure(Bench bench, Report report) throws RunnerException, SQLException {
        Jmh jmh = Jmh.run(bench, EnvelopeBenchmark.class, Mode.Throughput, "-Xmx256m");
        for (String operation : List.of("encrypt", "decrypt")) {
            for (String bytes : EnvelopeBenchmark.SIZES) {
                report.add(table(jmh, operation, bytes));
            }
            report.add(Goal.atLeast(0.8, operation + " ÷ JDK, the lesser of two sizes", least(jmh, operation, "Jdk")));
            report.add(
                    Goal.atLeast(0.9, operation + " ÷ Tink, the lesser of two sizes", least(jmh, operation, "Tink")));
        }
        report.add(new Pgcrypto(bench.server(), bench.form()).table());
    }

    private static Table table(Jmh jmh, String operation, String bytes) {
        Table table = new Table(operation + " " + bytes + " bytes", "a second", "÷ JDK");
        String jdk = operation + "Jdk " + bytes;
        table.row("JDK, cipher kept for the thread", jmh.score(jdk), 1.0);
        for (String other : List.of("NetRaven", "Tink", "Jasypt")) {
            String key = operation + other + " " + bytes;
            table.row(other, jmh.score(key), jmh.ratio(key, jdk));
        }
        return table;
    }

    private static double least(Jmh jmh, String operation, String other) {
        return Arrays.stream(EnvelopeBenchmark.SIZES)
                .mapToDouble(bytes -> jmh.ratio(operation + "NetRaven " + bytes, operation + other + " " + bytes))
                .min()
                .orElseThrow();
    }
}
