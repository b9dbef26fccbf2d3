package io.netraven.credentials;

import io.netraven.credentials.RotationReport.PassedOver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Counts what the workers of a rotation do, and tells how far it is. Safe for use by several threads. */
final class RotationTally {

    private static final int MOST_LISTED = 1_000;

    private final Consumer<RotationProgress> listener;
    private final long start = System.nanoTime();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private long passedOverRows;
    private long rows;
    private long total;

    RotationTally(Consumer<RotationProgress> listener) {
        this.listener = listener;
    }

    /** Begins anew, with rows that are not under the active key, whatever was done before. */
    synchronized void begin(long pending) {
        total = rows + pending;
        passedOver.clear();
        passedOverRows = 0;
    }

    synchronized void add(EncryptedTable table, int written, Collection<PassedOver> failed) {
        rows += written;
        passedOverRows += failed.size();
        for (PassedOver each : failed) {
            if (passedOver.size() < MOST_LISTED) {
                passedOver.add(each);
            }
        }
        tell(new RotationProgress(table.name(), rows, Math.max(rows, total), elapsed()));
    }

    synchronized long rows() {
        return rows;
    }

    synchronized List<PassedOver> passedOver() {
        return new ArrayList<>(passedOver);
    }

    synchronized long passedOverRows() {
        return passedOverRows;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Whoever watches must not be able to stop what is watched. */
    private void tell(RotationProgress progress) {
        try {
            listener.accept(progress);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(RotationTally.class).warn("A listener to the rotation's progress failed", e);
        }
    }
}
