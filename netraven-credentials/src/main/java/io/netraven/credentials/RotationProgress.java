package io.netraven.credentials;

import java.time.Duration;

/**
 * How far a rotation is. Immutable.
 *
 * @param table what is being encrypted anew
 * @param rows rows of all tables that are done
 * @param total rows of all tables there were to do at the start
 * @param elapsed since the start
 */
public record RotationProgress(String table, long rows, long total, Duration elapsed) {

    /**
     * Returns the rate so far.
     *
     * @return rows a second
     */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows * 1e9 / elapsed.toNanos();
    }
}
