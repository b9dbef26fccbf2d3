package io.netraven.credentials;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other threads and processes bring about. */
final class Await {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 5;

    private Await() {}

    static void until(Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new IllegalStateException("It did not happen within " + LONGEST);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
