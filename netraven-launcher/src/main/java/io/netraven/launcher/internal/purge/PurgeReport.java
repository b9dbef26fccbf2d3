package io.netraven.launcher.internal.purge;

import java.time.Duration;

/**
 * What a purge did, or would do.
 *
 * @param rehearsal whether nothing was deleted
 * @param rows what is gone, or would be
 * @param passedOver job logs past their retention that others had in hand: the next purge looks at them again
 * @param elapsed how long it took
 */
public record PurgeReport(boolean rehearsal, PurgedRows rows, long passedOver, Duration elapsed) {

    /** Rows a second. */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows.total() * 1e9 / elapsed.toNanos();
    }
}
