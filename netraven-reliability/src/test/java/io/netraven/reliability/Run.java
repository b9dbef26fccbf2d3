package io.netraven.reliability;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * How much this run tries. Without anything said it is the short form, for every build; with a duration
 * ({@code -Dreliability.duration=10m}) it is the long one.
 */
public final class Run {

    private static final String DURATION = System.getProperty("reliability.duration", "");
    private static final Duration SHORT = Duration.ofSeconds(15);

    /** Told in the report, so that a run can be repeated ({@code -Dreliability.seed=…}). */
    private static final long SEED = Long.getLong("reliability.seed", System.nanoTime());

    private Run() {}

    public static boolean isLong() {
        return !DURATION.isEmpty();
    }

    /** How long what has no end of its own goes on. */
    public static Duration duration() {
        return isLong() ? Duration.parse("PT" + DURATION.toUpperCase(Locale.ROOT)) : SHORT;
    }

    /** How often something is tried. */
    public static int rounds(int shortForm, int longForm) {
        return isLong() ? longForm : shortForm;
    }

    public static long seed() {
        return SEED;
    }

    /** Random numbers of this run's seed; each class of trials takes its own, by its name. */
    public static Random random(String user) {
        return new Random(SEED ^ user.hashCode());
    }
}
