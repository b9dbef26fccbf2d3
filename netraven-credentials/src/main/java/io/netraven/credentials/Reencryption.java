package io.netraven.credentials;

import io.netraven.credentials.RotationReport.PassedOver;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.credentials.internal.sql.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings the rows of one table under the active key. The rows that are not are the only record of what is left: killed
 * at any moment, the next run goes on. Each batch is a transaction that holds the lock of writers, so that it never
 * writes under a key whose time has passed.
 */
final class Reencryption {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String ROW_PATIENCE_MILLIS = "2000";
    private static final int MOST_LOCK_FAILURES = 30;

    private final Database database;
    private final UnlockedKeys keys;
    private final EncryptedTable table;
    private final SealedRows rows;
    private final RotationTally tally;

    Reencryption(Database database, UnlockedKeys keys, EncryptedTable table, Rotation rotation, RotationTally tally) {
        this.database = database;
        this.keys = keys;
        this.table = table;
        this.rows = new SealedRows(table, rotation.batchRows());
        this.tally = tally;
    }

    /** Where a pass has come to; its workers share it. */
    private final class Pass {
        private final DataKeys known;
        private final boolean skipsLocked;
        private UUID cursor = BEFORE_ALL;
        private boolean finished;

        Pass(DataKeys known, boolean skipsLocked) {
            this.known = known;
            this.skipsLocked = skipsLocked;
        }

        /** Reads and locks the next rows, and moves on; empty at the end. */
        synchronized List<SealedRow> next(Session session) throws SQLException {
            if (finished) {
                return List.of();
            }
            List<SealedRow> batch = rows.lock(session, known.active(), cursor, skipsLocked);
            if (batch.isEmpty()) {
                finished = true;
            } else {
                cursor = batch.get(batch.size() - 1).id();
            }
            return batch;
        }
    }

    /**
     * Runs until each row has been looked at: first past the rows that others hold, then once more waiting for them. A
     * row that comes after the cursor, or changes behind it, is under the active key already.
     *
     * @return false when another key has become the active one, so that all is to be looked at anew
     */
    boolean run(DataKeys known, int workers) {
        return pass(new Pass(known, true), workers) && pass(new Pass(known, false), 1);
    }

    private boolean pass(Pass pass, int workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "key-rotation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> work(pass)));
            }
            return joined(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean joined(List<Future<Boolean>> running) {
        boolean current = true;
        try {
            for (Future<Boolean> worker : running) {
                current &= worker.get();
            }
            return current;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CredentialException failure) {
                throw failure;
            }
            throw new IllegalStateException("A worker of the rotation failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while rotating; what is done is done, the next run goes on", e);
        }
    }

    /** What became of a batch. */
    private enum Batch {
        WRITTEN,
        LAST,
        SUPERSEDED
    }

    private boolean work(Pass pass) {
        int lockFailures = 0;
        while (true) {
            try {
                Batch batch = database.transaction(session -> batch(session, pass));
                if (batch != Batch.WRITTEN) {
                    return batch == Batch.LAST;
                }
                lockFailures = 0;
            } catch (SQLException e) {
                lockFailures++;
                if (!SqlState.of(e).equals("55P03") || lockFailures == MOST_LOCK_FAILURES) {
                    throw Failures.of(e);
                }
            }
        }
    }

    private Batch batch(Session session, Pass pass) throws SQLException {
        if (!pass.skipsLocked) {
            session.execute("SELECT set_config('lock_timeout', ?, true)", ROW_PATIENCE_MILLIS);
        }
        if (!KeyLock.holdIfActive(session, database.namespace(), pass.known.active())) {
            return Batch.SUPERSEDED;
        }
        List<SealedRow> locked = pass.next(session);
        if (locked.isEmpty()) {
            return Batch.LAST;
        }
        List<SealedRow> sealed = new ArrayList<>(locked.size());
        List<PassedOver> passedOver = new ArrayList<>();
        for (SealedRow row : locked) {
            Optional<SealedRow> anew = reseal(pass.known, row, passedOver);
            anew.ifPresent(sealed::add);
        }
        int written = sealed.isEmpty() ? 0 : rows.write(session, pass.known.active(), sealed);
        tally.add(table, written, passedOver);
        return Batch.WRITTEN;
    }

    private Optional<SealedRow> reseal(DataKeys known, SealedRow row, Collection<PassedOver> passedOver) {
        List<byte[]> envelopes = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            byte[] envelope = row.envelopes().get(i);
            String logicalName = table.logicalName(table.columns().get(i));
            if (envelope.length == 0) {
                envelopes.add(envelope);
                continue;
            }
            Optional<byte[]> anew = keys.reseal(known, logicalName, row.id(), envelope);
            if (anew.isEmpty()) {
                passedOver.add(new PassedOver(table.name(), row.id(), logicalName));
                return Optional.empty();
            }
            envelopes.add(anew.get());
        }
        return Optional.of(new SealedRow(row.id(), row.keyId(), row.version(), envelopes));
    }
}
