package io.netraven.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures one call of the engine and its phases. */
final class Stopwatch {

    private final long start = System.nanoTime();
    private final List<Phase> phases = new ArrayList<>();
    private long lap = start;

    /** Ends a phase; the next one begins. */
    void lap(String phase) {
        long now = System.nanoTime();
        phases.add(new Phase(phase, Duration.ofNanos(now - lap)));
        lap = now;
    }

    List<Phase> phases() {
        return List.copyOf(phases);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns a duration as messages give it. */
    static String words(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? duration.toMillis() + " ms"
                : duration.toSeconds() + " s";
    }
}
