package io.netraven.reliability.process;

import io.netraven.launcher.testing.Database;
import io.netraven.reliability.Run;
import java.time.Duration;
import java.util.Random;

/**
 * Moments at which a fault meets an operation: from where it may first have changed something to a little after its
 * end, one in each of equal parts.
 *
 * @param whole how long the operation takes without a fault
 * @param random where within its part a moment is
 */
record Moment(Duration whole, Random random) {

    /** The JVM's start alone takes longer. */
    private static final double EARLIEST = 0.2;

    private static final double LATEST = 1.2;

    /** Measures how long the operation takes here and now. */
    static Moment of(Operation operation) {
        try (Database database = new Database(operation.before())) {
            return new Moment(operation.run(Target.of(database)).succeeded().took(), Run.random(operation.name()));
        }
    }

    Duration of(int round, int rounds) {
        double part = (round + random.nextDouble()) / rounds;
        return Duration.ofNanos((long) (whole.toNanos() * (EARLIEST + (LATEST - EARLIEST) * part)));
    }
}
