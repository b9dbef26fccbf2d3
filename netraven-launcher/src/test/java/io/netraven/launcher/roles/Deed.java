package io.netraven.launcher.roles;

import java.util.Comparator;

/**
 * One thing that somebody might do.
 *
 * @param object a table, or one of {@link Surroundings}
 * @param act what is done
 * @param column the column it is done to; empty for the whole
 */
record Deed(String object, Act act, String column) implements Comparable<Deed> {

    private static final Comparator<Deed> ORDER =
            Comparator.comparing(Deed::object).thenComparing(Deed::act).thenComparing(Deed::column);

    static Deed to(String object, Act act) {
        return new Deed(object, act, "");
    }

    @Override
    public int compareTo(Deed other) {
        return ORDER.compare(this, other);
    }
}
