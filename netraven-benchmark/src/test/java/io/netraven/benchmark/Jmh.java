package io.netraven.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What JMH measured of one class: for each method, and value of its parameter, one score a round. A round gives each a
 * process of its own, so that what the machine does besides is done to all of them.
 *
 * @param scores by the method's name, followed by a blank and the parameter where there is one
 */
record Jmh(Map<String, List<Double>> scores) {

    private static final int WARM_UP = 3;
    private static final int ITERATIONS = 4;

    /** Runs all benchmarks of a class; rates are a second, times are in milliseconds. */
    static Jmh run(Bench bench, Class<?> benchmarks, Mode mode, String... jvmArguments) throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(bench.form().jmhMillis());
        Map<String, List<Double>> scores = new TreeMap<>();
        for (int round = 0; round < bench.form().jmhRounds(); round++) {
            String log = bench.work()
                    .resolve("jmh-" + benchmarks.getSimpleName() + "-" + round + ".log")
                    .toString();
            OptionsBuilder options = new OptionsBuilder();
            options.include("\\." + benchmarks.getSimpleName() + "\\.")
                    .mode(mode)
                    .timeUnit(mode == Mode.Throughput ? TimeUnit.SECONDS : TimeUnit.MILLISECONDS)
                    .forks(1)
                    .warmupIterations(WARM_UP)
                    .warmupTime(iteration)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(iteration)
                    .jvmArgs(jvmArguments)
                    .shouldFailOnError(true)
                    .output(log);
            for (RunResult result : new Runner(options.build()).run()) {
                scores.computeIfAbsent(key(result), key -> new ArrayList<>())
                        .add(result.getPrimaryResult().getScore());
            }
        }
        return new Jmh(scores);
    }

    private static String key(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        return result.getParams().getParamsKeys().stream()
                .map(result.getParams()::getParam)
                .reduce(method, (key, value) -> key + " " + value);
    }

    /** The median of the rounds. */
    double score(String key) {
        return Figures.median(of(key));
    }

    /** The median of the rounds' ratios. */
    double ratio(String key, String other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < of(key).size(); round++) {
            ratios.add(of(key).get(round) / of(other).get(round));
        }
        return Figures.median(ratios);
    }

    private List<Double> of(String key) {
        List<Double> rounds = scores.get(key);
        if (rounds == null) {
            throw new IllegalStateException("JMH ran no " + key + ", but " + scores.keySet());
        }
        return rounds;
    }
}
