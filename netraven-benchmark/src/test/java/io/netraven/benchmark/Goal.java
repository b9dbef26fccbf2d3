package io.netraven.benchmark;

/**
 * A figure beside what was asked of it.
 *
 * @param what in words, the same in every run
 * @param bound which way it is to stay of the limit
 * @param limit the figure asked for
 * @param unit of both, with a blank before it; empty for a ratio
 * @param measured the figure found
 */
record Goal(String what, Bound bound, double limit, String unit, double measured) {

    enum Bound {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    static Goal atMost(double limit, String what, double measured) {
        return new Goal(what, Bound.AT_MOST, limit, "", measured);
    }

    static Goal atLeast(double limit, String what, double measured) {
        return new Goal(what, Bound.AT_LEAST, limit, "", measured);
    }

    static Goal millisAtMost(double limit, String what, double measured) {
        return new Goal(what, Bound.AT_MOST, limit, " ms", measured);
    }

    boolean met() {
        return bound == Bound.AT_MOST ? measured <= limit : measured >= limit;
    }

    String limitText() {
        return bound.sign + " " + Figures.text(limit) + unit;
    }

    String measuredText() {
        return Figures.text(measured) + unit;
    }

    String metText() {
        return met() ? "yes" : "**no**";
    }
}
