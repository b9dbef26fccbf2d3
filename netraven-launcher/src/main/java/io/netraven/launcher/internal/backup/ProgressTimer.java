package io.netraven.launcher.internal.backup;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells every ten seconds how far a program is. */
final class ProgressTimer implements AutoCloseable {

    private static final long SECONDS = 10;

    private final ScheduledExecutorService executor;

    private ProgressTimer(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Looks how far it is. */
    @FunctionalInterface
    interface Look {
        String text() throws Exception;
    }

    static ProgressTimer start(Notes notes, Look look) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(() -> tell(notes, look), SECONDS, SECONDS, TimeUnit.SECONDS);
        return new ProgressTimer(executor);
    }

    private static void tell(Notes notes, Look look) {
        try {
            notes.progress(look.text());
        } catch (Exception e) {
            // The next time, or not at all: nothing depends on it.
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
