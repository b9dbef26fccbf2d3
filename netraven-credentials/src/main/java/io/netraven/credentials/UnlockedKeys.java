package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Undecipherable;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of a database, ready for use, and read again when somebody has rotated them. Safe for use by several
 * threads.
 */
final class UnlockedKeys implements AutoCloseable {

    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final MasterKey master;
    private final EnvelopeCipher cipher;
    private final Listening listening;
    private volatile @Nullable DataKeys keys;
    private boolean closed;

    private UnlockedKeys(Database database, MasterKey master, EnvelopeCipher cipher, Listening listening) {
        this.database = database;
        this.master = master;
        this.cipher = cipher;
        this.listening = listening;
    }

    /** Reads and proves the keys. The master key stays the caller's. */
    static UnlockedKeys open(Database database, MasterKey master, EnvelopeCipher cipher, Listening listening) {
        UnlockedKeys unlocked = new UnlockedKeys(database, master, cipher, listening);
        unlocked.reload();
        return unlocked;
    }

    /** What is written under the active key. */
    interface Writing<T extends @Nullable Object> {
        T run(Session session, DataKeys keys) throws SQLException;
    }

    /**
     * Writes secrets in a transaction under the key that is active until its commit. When the key has been rotated
     * meanwhile, the keys are read again, and the work is done anew.
     */
    <T extends @Nullable Object> T write(Writing<T> work) {
        return Failures.transaction(database, session -> {
            DataKeys held = hold(session, key -> KeyLock.holdIfActive(session, database, key));
            return work.run(session, held);
        });
    }

    /** What is read, and decrypted. */
    interface Reading<T extends @Nullable Object> {
        T run(Session session, Opening opening) throws SQLException;
    }

    /**
     * Reads secrets in a transaction, which also records that they were read: both or neither. What was decrypted and
     * is not handed out is overwritten.
     */
    <T extends @Nullable Object> T read(Reading<T> work) {
        Opening opening = new Opening();
        boolean handedOut = false;
        long start = System.nanoTime();
        try {
            T result = Failures.transaction(database, session -> {
                opening.wipe();
                return work.run(session, opening);
            });
            listening.tell(new StoreEvent.Decrypted(opening.opened.size(), Listening.since(start)));
            handedOut = true;
            return result;
        } catch (Undecipherable e) {
            listening.tell(new StoreEvent.Undecipherable(e.secretName(), e.row()));
            throw e;
        } finally {
            if (!handedOut) {
                opening.wipe();
            }
        }
    }

    /** Opens envelopes, and knows what it opened. Not safe for use by several threads. */
    final class Opening {
        private final List<Secret> opened = new ArrayList<>();

        private Opening() {}

        /**
         * Opens an envelope, after reading the keys again if its key is unknown: on the connection that is there already,
         * since a pool whose connections all wait for another one has none to give.
         *
         * @throws Undecipherable when it does not open
         */
        Secret open(Session session, String logicalName, UUID row, byte[] envelope) throws SQLException {
            DataKeys known = current();
            if (known.lacksKeyOf(envelope)) {
                known = reload(KeyRow.all(session));
            }
            Secret secret = UnlockedKeys.this.open(known, logicalName, row, envelope);
            opened.add(secret);
            return secret;
        }

        private void wipe() {
            opened.forEach(Secret::close);
            opened.clear();
        }
    }

    /** Holds the lock of writers in the caller's transaction, and returns the keys to write under. */
    DataKeys hold(Session session) throws SQLException {
        return hold(session, key -> KeyLock.holdIfActive(session, database.namespace(), key));
    }

    /** Takes the lock shared, and tells whether a key is the active one then. */
    private interface Holding {
        boolean ifActive(UUID key) throws SQLException;
    }

    private DataKeys hold(Session session, Holding holding) throws SQLException {
        DataKeys known = current();
        for (int attempt = 1; !holding.ifActive(known.active()); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new CredentialException.Conflict("The active data key keeps changing: try again");
            }
            // The lock is held: whoever has rotated has committed, and nobody can until this transaction ends.
            known = reload(KeyRow.all(session));
        }
        return known;
    }

    /** Seals a secret; the transaction holds the lock. */
    byte[] seal(DataKeys held, String logicalName, UUID row, Secret secret) {
        byte[] plain = secret.revealUtf8();
        try {
            return held.seal(cipher, logicalName, row, plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Opens an envelope outside of a transaction, after reading the keys again if its key is unknown.
     *
     * @throws Undecipherable when it does not open
     */
    Secret open(String logicalName, UUID row, byte[] envelope) {
        DataKeys known = current();
        return open(known.lacksKeyOf(envelope) ? reload() : known, logicalName, row, envelope);
    }

    private Secret open(DataKeys known, String logicalName, UUID row, byte[] envelope) {
        byte[] plain =
                known.open(cipher, logicalName, row, envelope).orElseThrow(() -> new Undecipherable(logicalName, row));
        try {
            return Secret.ofUtf8(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** An envelope sealed anew under the active key; empty when it cannot be opened. */
    Optional<byte[]> reseal(DataKeys held, String logicalName, UUID row, byte[] envelope) {
        return held.reseal(cipher, logicalName, row, envelope);
    }

    DataKeys current() {
        DataKeys known = keys;
        if (known == null) {
            throw closed();
        }
        return known;
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("The store is closed");
    }

    DataKeys reload() {
        return reload(Failures.statements(database, KeyRow::all));
    }

    private synchronized DataKeys reload(List<KeyRow> rows) {
        if (closed) {
            throw closed();
        }
        DataKeys read = KeyProof.prove(cipher, master, rows);
        keys = read;
        return read;
    }

    @Override
    public synchronized void close() {
        closed = true;
        DataKeys known = keys;
        keys = null;
        if (known != null) {
            known.destroy();
        }
        cipher.forget();
    }
}
