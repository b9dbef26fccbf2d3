package io.netraven.launcher.internal.config;

import java.util.Optional;

/**
 * How long rows are kept.
 *
 * @param days how many days; absent where a setting in the database says so
 */
public record Retention(Optional<Integer> days) {

    /** A hundred years: beyond, it is a mistake. */
    public static final int MOST_DAYS = 36_500;

    private static final String BY_SETTING = "setting";

    /** Reads a number of days, or the word {@code setting}; empty for anything else. */
    static Optional<Retention> parse(String text) {
        return text.equals(BY_SETTING)
                ? Optional.of(new Retention(Optional.empty()))
                : days(text).map(days -> new Retention(Optional.of(days)));
    }

    /** Reads a number of days; empty for anything else. */
    public static Optional<Integer> days(String text) {
        try {
            int days = Integer.parseInt(text);
            return days >= 1 && days <= MOST_DAYS ? Optional.of(days) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
