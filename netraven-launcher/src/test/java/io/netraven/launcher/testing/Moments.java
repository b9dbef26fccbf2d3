package io.netraven.launcher.testing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Moments at which something is cut short, spread from its beginning to a little after its end. */
public final class Moments {

    private static final double BEYOND = 1.3;

    private Moments() {}

    /** How many rounds the profile "reliability" makes: all of them in its long form, a fifth in the short one. */
    public static int many(int longForm) {
        return System.getProperty("reliability.duration", "").isEmpty() ? longForm / 5 : longForm;
    }

    /** The moment of a round: one in each of equal parts of the whole, at random within it. */
    public static Duration of(Duration whole, int round, int rounds) {
        double part = (round + ThreadLocalRandom.current().nextDouble()) / rounds;
        return Duration.ofNanos((long) (whole.toNanos() * BEYOND * part));
    }
}
