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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of one table under the active key. The rows that are not are the only record of what is left: killed
 * at any moment, the next run goes on. Each batch is a transaction that holds the lock of writers, so that it never
 * writes under a key whose time has passed.
 */
final class Reencryption {

    /** Less than servers wait before they look for a deadlock: the rotation gives way, and nobody else has to. */
    private static final String ROW_PATIENCE_MILLIS = "500";

    private static final int MOST_LOCK_FAILURES = 120;

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final Database database;
    private final UnlockedKeys keys;
    private final EncryptedTable table;
    private final SealedRows rows;
    private final int batchRows;
    private final RotationTally tally;

    Reencryption(Database database, UnlockedKeys keys, EncryptedTable table, Rotation rotation, RotationTally tally) {
        this.database = database;
        this.keys = keys;
        this.table = table;
        this.rows = new SealedRows(table);
        this.batchRows = rotation.batchRows();
        this.tally = tally;
    }

    /**
     * Runs until each row has been looked at: first past the rows that others hold, then once more waiting for them. A
     * row that comes after the cursor, or changes behind it, is under the active key already.
     *
     * @return false when another key has become the active one, so that all is to be looked at anew
     */
    boolean run(DataKeys known, int workers) {
        return pass(new Pass(rows, known, true), workers) && pass(new Pass(rows, known, false), 1);
    }

    private boolean pass(Pass pass, int workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "key-rotation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Boolean>> running = new ArrayList<>();
            AtomicInteger atWork = new AtomicInteger(workers);
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(new Worker(pass, atWork)));
            }
            return joined(pass, running);
        } finally {
            threads.shutdown();
        }
    }

    /** Waits until all of them have ended, whatever became of one: the keys that they use are overwritten next. */
    private static boolean joined(Pass pass, List<Future<Boolean>> running) {
        boolean current = true;
        boolean interrupted = false;
        Throwable failure = null;
        for (Future<Boolean> worker : running) {
            boolean ended = false;
            while (!ended) {
                try {
                    current &= worker.get();
                    ended = true;
                } catch (ExecutionException e) {
                    failure = failure == null ? e.getCause() : failure;
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                    pass.stop();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof CredentialException known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException("A worker of the rotation failed", failure);
        }
        if (interrupted) {
            throw new IllegalStateException("Interrupted while rotating; what is done is done, the next run goes on");
        }
        return current;
    }

    /** What became of a batch. */
    private enum Batch {
        WRITTEN,
        LAST,
        LEFT_TO_OTHERS,
        SUPERSEDED
    }

    /** One of a pass's threads. */
    private final class Worker implements Callable<Boolean> {
        private final Pass pass;
        private final AtomicInteger atWork;
        private final List<PassedOver> passedOver = new ArrayList<>();
        private @Nullable List<UUID> taken;
        private int most;
        private int written;

        Worker(Pass pass, AtomicInteger atWork) {
            this.pass = pass;
            this.atWork = atWork;
            this.most = pass.skipsLocked() ? batchRows : 1;
        }

        /** Tells whether the key was the active one to the end. */
        @Override
        public Boolean call() {
            Batch batch = Batch.WRITTEN;
            try {
                while (batch == Batch.WRITTEN && !pass.isStopped()) {
                    batch = patiently();
                }
                return batch != Batch.SUPERSEDED;
            } catch (RuntimeException | Error e) {
                pass.stop();
                throw e;
            }
        }

        private Batch patiently() {
            for (int failures = 1; ; failures++) {
                try {
                    Batch batch = database.transaction(this::batch);
                    if (batch == Batch.WRITTEN) {
                        // What the first pass could not decrypt, the second one meets again: if it is still there.
                        tally.add(table, written, pass.skipsLocked() ? List.of() : passedOver);
                    }
                    taken = null;
                    most = Math.min(2 * most, batchRows);
                    return batch;
                } catch (SQLException e) {
                    if (SqlState.of(e).equals(TOO_MANY_CONNECTIONS) && isOneOfSeveral()) {
                        return Batch.LEFT_TO_OTHERS;
                    }
                    if (!SqlState.of(e).equals("55P03") || failures == MOST_LOCK_FAILURES || pass.isStopped()) {
                        throw Failures.of(e);
                    }
                    // Whoever waits should hold nothing that others wait for.
                    most = 1;
                }
            }
        }

        /** The server has no session for each worker: fewer do the work, and the second pass is one worker's. */
        private boolean isOneOfSeveral() {
            return atWork.getAndUpdate(workers -> Math.max(1, workers - 1)) > 1;
        }

        /** One transaction. Rolled back and done anew, it takes the same rows: nobody else will. */
        private Batch batch(Session session) throws SQLException {
            written = 0;
            passedOver.clear();
            if (!KeyLock.holdIfActive(session, database, pass.known().active())) {
                return Batch.SUPERSEDED;
            }
            if (!pass.skipsLocked()) {
                session.execute("SELECT set_config('lock_timeout', ?, true)", ROW_PATIENCE_MILLIS);
            }
            List<SealedRow> locked = taken == null ? pass.next(session, most) : pass.again(session, taken);
            if (taken == null) {
                taken = locked.stream().map(SealedRow::id).toList();
            }
            List<SealedRow> sealed = new ArrayList<>(locked.size());
            for (SealedRow row : locked) {
                reseal(pass.known(), row, passedOver).ifPresent(sealed::add);
            }
            written = sealed.isEmpty() ? 0 : rows.write(session, pass.known().active(), sealed);
            return taken.isEmpty() ? Batch.LAST : Batch.WRITTEN;
        }
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
