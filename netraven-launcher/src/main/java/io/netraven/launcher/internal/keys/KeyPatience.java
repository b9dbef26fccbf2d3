package io.netraven.launcher.internal.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * How long data keys are waited for, with a pause between two looks.
 *
 * @param start when the waiting began, by the clock that only runs forward
 * @param most how long in all, absent for ever
 */
public record KeyPatience(long start, Optional<Duration> most) {

    private static final long PAUSE_MILLIS = 250;

    /** Tells whether the time is over. */
    public boolean isOver() {
        return most.isPresent() && most.get().compareTo(Duration.ofNanos(System.nanoTime() - start)) <= 0;
    }

    /** Waits a moment; interrupted, throws the reason for which it waits. */
    public void pause(RuntimeException reason) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
