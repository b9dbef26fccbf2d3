package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
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
    static final String SHARED_THEN_CHECK = "SELECT pg_advisory_xact_lock_shared(?, ?);"
            + " SELECT id FROM $.encryption_keys WHERE id = ? AND state = 'active'";

    /** Takes the lock shared, and tells whether a key is the active one then. */
    static boolean holdIfActive(Session session, String namespace, UUID key) throws SQLException {
        return !session.queryLast(
                        2, SHARED_THEN_CHECK, row -> row.getObject(1, UUID.class), NUMBER, namespace.hashCode(), key)
                .isEmpty();
    }

    /** Waits for all writers, and keeps new ones waiting until the commit: at most for the time that is set. */
    static void holdExclusively(Session session, String namespace, int timeoutMillis) throws SQLException {
        session.execute("SELECT set_config('lock_timeout', ?, true)", Integer.toString(timeoutMillis));
        session.execute("SELECT pg_advisory_xact_lock(?, ?)", NUMBER, namespace.hashCode());
    }

    static int number() {
        return NUMBER;
    }
}
