package io.netraven.launcher.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures about starting, beside the goals they are held against. {@code docs/benchmarks.md} tells the command;
 * {@code JAVA25_HOME} names a JDK 25 for the settings of the container image, {@code BENCH_ROUNDS} how often all is timed.
 */
final class StartBenchmark {

    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("BENCH_ROUNDS", "9"));
    private static final int MEMORY_ROUNDS = 3;

    private final BenchServer server;
    private final Starts starts;
    private final StringBuilder report = new StringBuilder();

    private StartBenchmark(BenchServer server, Starts starts) {
        this.server = server;
        this.starts = starts;
    }

    /** Runs with the launcher's jar and the one with the programs of this package. */
    public static void main(String[] args) throws Exception {
        Program.Jars jars = new Program.Jars(args[0], args[1]);
        try (BenchServer server = BenchServer.start()) {
            StartBenchmark benchmark = new StartBenchmark(server, new Starts(server, jars, server.folder()));
            System.out.println(benchmark.run());
        }
    }

    private String run() throws Exception {
        head();
        Jvm plain = Jvm.plain();
        starts.time(plain, ROUNDS, starts.all(true));
        starts.weigh(plain, MEMORY_ROUNDS);
        table(plain, starts.all(true));
        goals(List.of(
                goal("`init` warm / floor warm", 1.25, starts.initWarm, starts.floorWarm),
                goal("`init` warm / Flyway warm", 0.55, starts.initWarm, starts.flywayWarm),
                goal("`init` cold / floor cold", 1.6, starts.initCold, starts.floorCold),
                goal("`init` cold / Flyway cold", 0.65, starts.initCold, starts.flywayCold),
                goal("`validate` / floor warm", 1.8, starts.validate, starts.floorWarm),
                goal("`validate` / Hibernate's validate", 0.25, starts.validate, starts.hibernate)));
        memory();
        ofAnotherJvm(Jvm.classDataSharing());
        Optional<Jvm> image = Jvm.ofTheImage();
        if (image.isPresent()) {
            ofAnotherJvm(image.get());
        }
        inRunningJvm();
        return report.toString();
    }

    private void ofAnotherJvm(Jvm jvm) throws Exception {
        List<Start> all = starts.all(false);
        starts.time(jvm, ROUNDS, all);
        table(jvm, all);
        goals(List.of(
                goal("`init` warm / floor warm", 1.2, starts.initWarm, starts.floorWarm),
                goal("`init` warm / Flyway warm", 0.55, starts.initWarm, starts.flywayWarm)));
    }

    private void head() throws Exception {
        line(
                "%s, %d cores, PostgreSQL %s with default settings, %d rounds after one that does not count",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                server.version(),
                ROUNDS);
    }

    private void table(Jvm jvm, List<Start> lines) {
        line("\n### %s\n", jvm.name());
        line("| what | ms, median | ms, least | CPU ms, mean | median ÷ floor | least ÷ floor | CPU ÷ floor |");
        line("|---|---|---|---|---|---|---|");
        for (Start start : lines) {
            Start floor = start.name().endsWith("cold") ? starts.floorCold : starts.floorWarm;
            line(
                    "| %s | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f |",
                    start.name(),
                    start.wallMillis(),
                    start.leastWallMillis(),
                    start.cpuMillis(),
                    start.wallRatio(floor),
                    start.leastWallRatio(floor),
                    start.cpuRatio(floor));
        }
    }

    private void goals(List<String> lines) {
        line("\n| goal | at most | median | least | CPU | met |");
        line("|---|---|---|---|---|---|");
        lines.forEach(this::line);
    }

    private static String goal(String what, double most, Start start, Start other) {
        double wall = start.wallRatio(other);
        return format(
                "| %s | %.2f | %.2f | %.2f | %.2f | %s |",
                what, most, wall, start.leastWallRatio(other), start.cpuRatio(other), met(wall, most));
    }

    private void memory() {
        line("\n| peak memory | MB | ÷ floor | at most | met |");
        line("|---|---|---|---|---|");
        weight(starts.initWarm, starts.floorWarm);
        weight(starts.initCold, starts.floorCold);
    }

    private void weight(Start start, Start floor) {
        double ratio = start.peakRatio(floor);
        line("| %s | %.1f | %.2f | 1.30 | %s |", start.name(), start.peakMegabytes(), ratio, met(ratio, 1.3));
    }

    private void inRunningJvm() throws Exception {
        List<Double> medians = Embedded.run(server);
        double init = medians.get(0);
        double clone = medians.get(1);
        double anew = medians.get(2);
        line("\n### In a JVM that runs\n");
        line("| what | median | at most | met |");
        line("|---|---|---|---|");
        line("| init step, warm database, pooled connection | %.1f ms | 10 ms | %s |", init, met(init, 10));
        line("| initialised database for a test | %.1f ms | 60 ms | %s |", clone, met(clone, 60));
        line("| the same ÷ made anew (%.0f ms) | %.2f | 0.40 | %s |", anew, clone / anew, met(clone / anew, 0.4));
    }

    private static String met(double figure, double most) {
        return figure <= most ? "yes" : "**no**";
    }

    private void line(String format, Object... arguments) {
        report.append(arguments.length == 0 ? format : format(format, arguments))
                .append('\n');
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
