package io.netraven.launcher.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other processes bring about. */
public final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 10;

    private Await() {}

    /** Waits until a condition holds, and returns how long that took. */
    public static Duration until(Callable<Boolean> condition) {
        return until(condition, LONGEST);
    }

    /** As above, for what may take longer, or shorter. */
    public static Duration until(Callable<Boolean> condition, Duration longest) {
        long start = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - start > longest.toNanos()) {
                    throw new IllegalStateException("It did not happen within " + longest);
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
