package io.netraven.launcher.internal.config;

import java.time.Duration;

/** Durations as people write them: {@code 500ms}, {@code 20s}, {@code 2m}, {@code 1h}, {@code 30d}, {@code 0}. */
public final class Durations {

    private static final int MOST_DIGITS = 9;
    private static final Duration LONG = Duration.ofMinutes(2);

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration: write for example 500ms, 20s or 2m");
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "" -> withoutUnit(amount);
            default ->
                throw new IllegalArgumentException(
                        "\"" + text + "\" has an unknown unit: ms, s, m, h and d are known, for example 20s");
        };
    }

    private static Duration withoutUnit(long amount) {
        if (amount == 0) {
            return Duration.ZERO;
        }
        throw new IllegalArgumentException(
                "\"" + amount + "\" has no unit: write " + amount + "s for seconds, " + amount + "ms for milliseconds");
    }

    /** Writes a duration as a report shows it: three digits, or so, of the unit that fits. */
    public static String show(Duration duration) {
        if (duration.compareTo(LONG) >= 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        long micros = duration.toNanos() / 1_000;
        if (micros < 10_000) {
            return tenths(micros / 100) + " ms";
        }
        if (micros < 10_000_000) {
            return micros / 1_000 + " ms";
        }
        return tenths(micros / 100_000) + " s";
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
