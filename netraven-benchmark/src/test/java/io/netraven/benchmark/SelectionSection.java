package io.netraven.benchmark;

import org.openjdk.jmh.annotations.Mode;

/** Candidates of one device beside a query by hand, and results recorded at once beside pgbench. */
final class SelectionSection {

    private static final String DATABASE = "bench_selection";

    private SelectionSection() {}

    static void measure(Bench bench, Report report) throws Exception {
        BenchServer server = bench.server();
        Population population = Population.of(bench.form().largest()).withoutLogs();
        population.fill(server, DATABASE);
        Jmh jmh = Jmh.run(
                bench,
                RankingBenchmark.class,
                Mode.AverageTime,
                "-Xmx256m",
                "-D" + RankingBenchmark.URL + "=" + server.urlWithUser(DATABASE));
        double ratio = jmh.ratio("netRaven", "byHand");
        report.add(new Table(
                        "100 candidates of a device with 10 tags, of " + Figures.count(population.devices())
                                + " devices and " + Figures.count(population.credentials()) + " credentials",
                        "ms",
                        "÷ by hand")
                .row("a query by hand", jmh.score("byHand"), 1.0)
                .row("NetRaven", jmh.score("netRaven"), ratio));
        report.add(Goal.atMost(1.5, "candidates of one device ÷ a query by hand", ratio));

        Recordings recordings = Recordings.take(server, DATABASE, bench.form());
        report.add(new Table("results recorded by two callers", "a second", "÷ pgbench")
                .row("pgbench, the same statements", recordings.pgbench(), 1.0)
                .row("NetRaven", recordings.ours(), recordings.ratio()));
        report.add(Goal.atLeast(0.8, "results recorded ÷ pgbench", recordings.ratio()));
    }
}
