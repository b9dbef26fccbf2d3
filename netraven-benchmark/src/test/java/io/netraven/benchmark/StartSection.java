package io.netraven.benchmark;

import io.netraven.benchmark.Embedded.Databases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole starts beside the bare driver and peers, on two JVMs; and what the same costs in a JVM that runs. */
final class StartSection {

    private static final int MEMORY_ROUNDS = 3;

    private final Bench bench;
    private final Report report;
    private final Starts starts;

    private StartSection(Bench bench, Report report) throws Exception {
        this.bench = bench;
        this.report = report;
        starts = new Starts(bench.server(), bench.jars());
    }

    static void measure(Bench bench, Report report) throws Exception {
        StartSection section = new StartSection(bench, report);
        section.onPlainJvm();
        section.made();
        section.memory();
        section.table(Jvm.classDataSharing(), false);
        section.onTheImage();
        section.inRunningJvm();
    }

    private void onPlainJvm() throws Exception {
        Jvm plain = Jvm.plain();
        starts.time(plain, bench.form().startRounds(), starts.all());
        add(plain, starts.all(), true);
        atMost(1.25, "`init` warm ÷ floor", starts.initWarm, starts.floorWarm);
        atMost(0.55, "`init` warm ÷ Flyway", starts.initWarm, starts.flywayWarm);
        atMost(1.6, "`init` cold ÷ floor", starts.initCold, starts.floorCold);
        atMost(0.65, "`init` cold ÷ Flyway", starts.initCold, starts.flywayCold);
        atMost(1.8, "`validate` ÷ floor", starts.validate, starts.floorWarm);
        atMost(0.25, "`validate` ÷ Hibernate's", starts.validate, starts.hibernateValidate);
    }

    private void made() throws Exception {
        Table table = new Table("made by", "tables", "foreign keys", "checks", "unique", "other indexes", "comments");
        for (Start start : starts.making()) {
            List<Object> cells = new ArrayList<>(List.of(start.name().replace(", cold", "")));
            cells.addAll(starts.made(start).counts());
            table.row(cells.toArray());
        }
        report.add(table);
    }

    private void memory() throws Exception {
        starts.weigh(Jvm.plain(), bench.form().isShort() ? 1 : MEMORY_ROUNDS);
        Table table = new Table("peak memory", "÷ floor", "MB");
        for (Start start : List.of(starts.initWarm, starts.initCold)) {
            Start floor = floorOf(start);
            table.row(floor.name(), 1.0, floor.peakMegabytes());
            table.row(start.name(), start.peakRatio(floor), start.peakMegabytes());
        }
        report.add(table);
        report.add(Goal.atMost(1.3, "memory of `init` warm ÷ floor", starts.initWarm.peakRatio(starts.floorWarm)));
        report.add(Goal.atMost(1.3, "memory of `init` cold ÷ floor", starts.initCold.peakRatio(starts.floorCold)));
    }

    private void onTheImage() throws Exception {
        Optional<Jvm> image = Jvm.ofTheImage();
        if (image.isPresent()) {
            table(image.get(), true);
            atMost(1.2, "`init` warm in the image ÷ floor", starts.initWarm, starts.floorWarm);
            atMost(0.55, "`init` warm in the image ÷ Flyway", starts.initWarm, starts.flywayWarm);
        }
    }

    private void table(Jvm jvm, boolean charted) throws Exception {
        starts.time(jvm, bench.form().startRounds(), starts.few());
        add(jvm, starts.few(), charted);
    }

    /** The ratio stands last where the chart is to have it. */
    private void add(Jvm jvm, List<Start> lines, boolean charted) {
        String what = "start, " + jvm.name();
        Table table = charted
                ? new Table(what, "ms", "least ms", "CPU ms", "CPU ÷ floor", "÷ floor")
                : new Table(what, "÷ floor", "CPU ÷ floor", "ms", "least ms", "CPU ms");
        for (Start start : lines) {
            Start floor = floorOf(start);
            double wall = start.wallRatio(floor);
            double cpu = start.cpuRatio(floor);
            if (charted) {
                table.row(start.name(), start.wallMillis(), start.leastWallMillis(), start.cpuMillis(), cpu, wall);
            } else {
                table.row(start.name(), wall, cpu, start.wallMillis(), start.leastWallMillis(), start.cpuMillis());
            }
        }
        report.add(table);
    }

    private Start floorOf(Start start) {
        return start.name().endsWith("cold") ? starts.floorCold : starts.floorWarm;
    }

    private void atMost(double limit, String what, Start start, Start other) {
        report.add(Goal.atMost(limit, what, start.wallRatio(other)));
    }

    private void inRunningJvm() throws Exception {
        double init = Embedded.initMillis(bench.server(), bench.form());
        Databases own = Embedded.databases(bench.form());
        Databases durable = Embedded.databases(bench.server(), bench.form());
        report.add(new Table("in a JVM that runs", "ms")
                .row("init step, warm database, pooled connection", init)
                .row("initialised database for a test", own.cloned())
                .row("the same, made anew", own.anew())
                .row("initialised database for a test, on this server with durability", durable.cloned())
                .row("the same, made anew, with durability", durable.anew()));
        report.add(Goal.millisAtMost(10, "init step in a JVM that runs", init));
        report.add(Goal.millisAtMost(60, "initialised database for a test", own.cloned()));
        report.add(Goal.atMost(0.4, "the same ÷ made anew", own.cloned() / own.anew()));
    }
}
