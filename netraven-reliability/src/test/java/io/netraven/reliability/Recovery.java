package io.netraven.reliability;

import java.time.Duration;
import java.util.Optional;

/**
 * How a trial ended well.
 *
 * @param time from the fault to the next success, where that says something
 */
public record Recovery(Optional<Duration> time) {

    /** Survived, and there is no time to tell. */
    public static final Recovery SURVIVED = new Recovery(Optional.empty());

    /** Survived, and back after a time. */
    public static Recovery after(Duration time) {
        return new Recovery(Optional.of(time));
    }

    /** Survived, and back now. */
    public static Recovery since(long nanoTime) {
        return after(Duration.ofNanos(System.nanoTime() - nanoTime));
    }
}
