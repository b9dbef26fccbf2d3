package io.netraven.benchmark;

import io.netraven.benchmark.Command.Cost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One way to start, timed again and again. */
final class Start {

    /** A piece of work before a run that is not timed. */
    interface Preparation {
        void run() throws Exception;
    }

    private final String name;
    private final Program program;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Preparation preparation;
    private final List<Cost> costs = new ArrayList<>();
    private final List<Double> peaks = new ArrayList<>();

    Start(
            String name,
            Program program,
            List<String> arguments,
            Map<String, String> environment,
            Preparation preparation) {
        this.name = name;
        this.program = program;
        this.arguments = arguments;
        this.environment = environment;
        this.preparation = preparation;
    }

    String name() {
        return name;
    }

    /** Makes the archive that the JVM's settings ask for. */
    void train(Jvm jvm, Path folder) throws Exception {
        if (jvm.archive() == Jvm.Archive.NONE || !program.isJava()) {
            return;
        }
        preparation.run();
        Command.run(program.command(jvm, jvm.archive().making(archive(folder)), arguments), environment);
    }

    void time(Jvm jvm, Path folder) throws Exception {
        preparation.run();
        costs.add(Command.run(command(jvm, folder), environment));
    }

    void weigh(Jvm jvm, Path folder) throws Exception {
        preparation.run();
        peaks.add(Command.weigh(command(jvm, folder), environment).peakMegabytes());
    }

    void forget() {
        costs.clear();
    }

    double wallMillis() {
        return Figures.median(costs.stream().map(Cost::wallMillis).toList());
    }

    /** The run that the neighbours disturbed least. */
    double leastWallMillis() {
        return Collections.min(costs.stream().map(Cost::wallMillis).toList());
    }

    double cpuMillis() {
        return Figures.mean(costs.stream().map(Cost::cpuMillis).toList());
    }

    double peakMegabytes() {
        return Figures.median(peaks);
    }

    /** Compares with a start that ran in the same rounds: what one round's neighbours do, they do to both. */
    double wallRatio(Start other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < costs.size(); round++) {
            ratios.add(costs.get(round).wallMillis() / other.costs.get(round).wallMillis());
        }
        return Figures.median(ratios);
    }

    double cpuRatio(Start other) {
        return cpuMillis() / other.cpuMillis();
    }

    double peakRatio(Start other) {
        return peakMegabytes() / other.peakMegabytes();
    }

    private List<String> command(Jvm jvm, Path folder) {
        return program.command(jvm, jvm.archive().using(archive(folder)), arguments);
    }

    private Path archive(Path folder) {
        return folder.resolve(name.replaceAll("\\W+", "-") + ".archive");
    }
}
