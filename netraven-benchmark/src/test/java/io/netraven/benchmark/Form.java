package io.netraven.benchmark;

import java.util.List;

/**
 * How much is done: all of it, for figures, or as little as proves that it runs.
 *
 * @param isShort whether the figures are worth nothing
 * @param startRounds how often each start is timed
 * @param bulkRounds how often a rotation is timed, and all else that is not a start or JMH's
 * @param jmhRounds how often each JMH benchmark has a process of its own, in turn with the others
 * @param jmhMillis of one of JMH's iterations
 * @param fewRows rows of a rotation
 * @param manyRows rows of the largest rotation and of an import
 * @param recordSeconds of one round of recording results
 * @param scales how many times the smallest population, ascending
 */
record Form(
        boolean isShort,
        int startRounds,
        int bulkRounds,
        int jmhRounds,
        int jmhMillis,
        int fewRows,
        int manyRows,
        int recordSeconds,
        List<Integer> scales) {

    static Form named(String name) {
        return switch (name) {
            case "full" -> new Form(false, 9, 5, 3, 400, 100_000, 1_000_000, 5, List.of(1, 10, 100));
            case "short" -> new Form(true, 1, 1, 1, 50, 5_000, 20_000, 1, List.of(1, 2));
            default -> throw new IllegalArgumentException("bench.form is full or short, not " + name);
        };
    }

    /** The greatest scale. */
    int largest() {
        return scales.get(scales.size() - 1);
    }
}
