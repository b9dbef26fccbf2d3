package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/**
 * The lock between writers of secrets and the change of the active key. A writer holds it shared until its commit, and
 * looks only then whether its key is still active; activation takes it exclusively. So no secret comes under a key after
 * that key's end. An advisory lock of the transaction, which also works through PgBouncer.
 */
final class KeyLock {

    /** "NRKY": the first of the lock's two numbers. The second is the namespace's hash code. */
    private static final int NUMBER = 0x4e524b59;

    private KeyLock() {}

    /** What a writer sends first, in this order, each statement with its own view of what is committed. */
    private static final String SHARED_THEN_CHECK = "SELECT pg_advisory_xact_lock_shared(?, ?);"
            + " SELECT EXISTS (SELECT FROM $.encryption_keys WHERE id = ? AND state = 'active'),"
            + " current_setting('transaction_isolation')";

    private static final Set<String> LEVELS = Set.of("read committed", "read uncommitted");

    /**
     * Takes the lock shared in a transaction of this library's own, which the server ends where it falls silent, and tells
     * whether a key is the active one then.
     *
     * @throws CredentialException.Invalid at an isolation level that goes on showing the key that was active before
     */
    static boolean holdIfActive(Session session, Database database, UUID key) throws SQLException {
        return session.queryLast(
                        3,
                        SilenceLimits.SQL + SHARED_THEN_CHECK,
                        row -> isActive(row.getBoolean(1), row.getString(2)),
                        SilenceLimits.millis(database),
                        NUMBER,
                        database.namespace().hashCode(),
                        key)
                .contains(true);
    }

    /** Likewise in a transaction of the caller's, which sets its limits itself. */
    static boolean holdIfActive(Session session, String namespace, UUID key) throws SQLException {
        return session.queryLast(
                        2,
                        SHARED_THEN_CHECK,
                        row -> isActive(row.getBoolean(1), row.getString(2)),
                        NUMBER,
                        namespace.hashCode(),
                        key)
                .contains(true);
    }

    private static boolean isActive(boolean active, String level) {
        if (!LEVELS.contains(level)) {
            throw new CredentialException.Invalid("Secrets are written at READ COMMITTED, and this transaction is at "
                    + level + ", where it would not see that the active data key has been rotated: set its level,"
                    + " or the role's default_transaction_isolation");
        }
        return active;
    }

    /** Waits for all writers, and keeps new ones waiting until the commit: at most for the time that is set. */
    static void holdExclusively(Session session, Database database, int timeoutMillis) throws SQLException {
        session.execute(
                SilenceLimits.SQL + "SELECT set_config('lock_timeout', ?, true)",
                SilenceLimits.millis(database),
                Integer.toString(timeoutMillis));
        session.execute(
                "SELECT pg_advisory_xact_lock(?, ?)",
                NUMBER,
                database.namespace().hashCode());
    }
}
