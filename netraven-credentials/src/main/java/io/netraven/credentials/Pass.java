package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One way through a table in the order of its ids, and how far it has come. A batch of rows is one worker's, who keeps
 * it until the commit. Safe for use by several threads.
 */
final class Pass {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SealedRows rows;
    private final DataKeys known;
    private final boolean skipsLocked;
    private UUID cursor = BEFORE_ALL;
    private volatile boolean stopped;

    Pass(SealedRows rows, DataKeys known, boolean skipsLocked) {
        this.rows = rows;
        this.known = known;
        this.skipsLocked = skipsLocked;
    }

    /** What it brings the rows under. */
    DataKeys known() {
        return known;
    }

    /** Whether it goes past rows that others hold, and does not wait for them. */
    boolean skipsLocked() {
        return skipsLocked;
    }

    /** Locks the next rows, and moves on behind them; empty at the end. */
    synchronized List<SealedRow> next(Session session, int most) throws SQLException {
        while (true) {
            List<SealedRow> next = rows.lock(session, known.active(), cursor, most, skipsLocked);
            if (!next.isEmpty()) {
                cursor = next.get(next.size() - 1).id();
                return next;
            }
            // Others hold all of them, or have changed them while this waited: there may be more behind.
            Optional<UUID> last = rows.last(session, known.active(), cursor, most);
            if (last.isEmpty()) {
                return next;
            }
            cursor = skipsLocked ? last.get() : cursor;
        }
    }

    /** Locks a worker's rows once more, after its transaction was rolled back. */
    List<SealedRow> again(Session session, List<UUID> taken) throws SQLException {
        return rows.lock(session, known.active(), taken, skipsLocked);
    }

    /** Lets the workers end after the batch that they are at. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }
}
