package io.netraven.launcher.internal.cli;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** One JSON document a line, at most one a second. The words in it need no escapes. */
final class ProgressEvents implements ProgressWatch {

    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final PrintStream err;
    private final LongSupplier nanos;
    private long last;
    private boolean begun;

    ProgressEvents(PrintStream err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
    }

    @Override
    public void accept(Progress progress) {
        long now = nanos.getAsLong();
        if (begun && now - last < INTERVAL_NANOS) {
            return;
        }
        begun = true;
        last = now;
        String total =
                progress.total().isPresent() ? ",\"total\":" + progress.total().getAsLong() : "";
        err.println("{\"event\":\"progress\",\"table\":\"" + progress.table() + "\",\"rows\":" + progress.rows() + total
                + ",\"rowsPerSecond\":" + Math.round(progress.rowsPerSecond()) + "}");
    }
}
