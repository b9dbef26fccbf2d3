package io.netraven.model.base;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as {@code timestamptz} keeps them. Safe for use by several threads. */
public final class Timestamps {

    private Timestamps() {}

    /** Returns the current time in whole microseconds, so that what is read back equals what was written. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
