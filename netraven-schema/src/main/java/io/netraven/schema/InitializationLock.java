package io.netraven.schema;

import io.netraven.schema.SchemaException.LockTimeout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The lock that lets one starter work and the others wait: advisory and of the transaction, so that it works through
 * PgBouncer and ends with a killed starter. It is polled, because a waiting statement would be cancelled by the lock
 * timeout and would hold a snapshot.
 */
final class InitializationLock {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final String DATABASE_LOCK = "io.netraven.schema";

    private final Settings settings;
    private final Stopwatch watch = new Stopwatch();
    private long pauseMillis = 10;

    InitializationLock(Settings settings) {
        this.settings = settings;
    }

    /** Sets the transaction's limits and tries to take the lock of the namespace, in one round trip. */
    boolean tryForNamespace(Connection connection) throws SQLException {
        TransactionLimits.apply(connection, settings);
        return tryLock(connection, namespaceLock());
    }

    /** Takes the lock of the database, for what does not belong to one namespace. */
    void takeForDatabase(Connection connection) throws SQLException {
        while (!tryLock(connection, DATABASE_LOCK)) {
            pause(connection, DATABASE_LOCK);
        }
    }

    /** Waits before another try. */
    void pauseForNamespace(Connection connection) throws SQLException {
        pause(connection, namespaceLock());
    }

    private String namespaceLock() {
        return DATABASE_LOCK + ":" + settings.namespace();
    }

    private void pause(Connection connection, String lock) throws SQLException {
        if (watch.elapsed().compareTo(settings.lockTimeout()) >= 0) {
            String holder = LockHolder.ofStarter(connection, lock);
            throw new LockTimeout(
                    "Another starter has been at work for longer than " + Stopwatch.words(settings.lockTimeout()) + ": "
                            + holder + ". " + LockHolder.adviceOnStarter(holder),
                    holder,
                    null);
        }
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeout("Interrupted while another starter was at work.", "unknown", null);
        }
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE.toMillis());
    }

    private static boolean tryLock(Connection connection, String lock) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended(?, 0))")) {
            query.setString(1, lock);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
