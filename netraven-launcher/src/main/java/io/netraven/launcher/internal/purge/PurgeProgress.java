package io.netraven.launcher.internal.purge;

import java.time.Duration;

/**
 * How far a purge is.
 *
 * @param table what is being deleted from
 * @param rows rows of all tables that are gone
 * @param elapsed since the start
 */
public record PurgeProgress(String table, long rows, Duration elapsed) {

    /** Rows a second, so far. */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows * 1e9 / elapsed.toNanos();
    }
}
