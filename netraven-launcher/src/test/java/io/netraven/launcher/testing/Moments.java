package io.netraven.launcher.testing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Moments at which something is cut short, spread from its beginning to a little after its end. */
public final class Moments {

    private static final double BEYOND = 1.3;

    private Moments() {}

    /** The moment of a round: one in each of equal parts of the whole, at random within it. */
    public static Duration of(Duration whole, int round, int rounds) {
        double part = (round + ThreadLocalRandom.current().nextDouble()) / rounds;
        return Duration.ofNanos((long) (whole.toNanos() * BEYOND * part));
    }
}
