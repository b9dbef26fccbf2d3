package io.netraven.schema.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A value that is made once, by the first thread that asks, while others wait. A failure is kept like a value: a
 * server that does not start is not tried again for each test. Safe for use by several threads.
 */
final class Once<T> {

    private final String what;
    private final FutureTask<T> task;

    Once(String what, Callable<T> maker) {
        this.what = what;
        this.task = new FutureTask<>(maker);
    }

    T get() {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(what + " could not be made: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what, e);
        }
    }
}
