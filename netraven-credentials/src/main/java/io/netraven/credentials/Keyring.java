package io.netraven.credentials;

import io.netraven.credentials.CredentialException.KeyInUse;
import io.netraven.credentials.CredentialException.MasterKeyMismatch;
import io.netraven.credentials.CredentialException.MasterKeyUnusable;
import io.netraven.credentials.CredentialException.NotFound;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.sql.Database;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.credentials.internal.sql.SqlState;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of a database, for those who look after them. Services need a {@link CredentialStore} only.
 *
 * <pre>{@code
 * try (MasterKey master = MasterKey.of(text)) {
 *     Keyring keyring = Keyring.builder(dataSource).masterKey(master).build();
 *     keyring.prepare();                                       // makes the first key, or proves those that are there
 *     RotationReport report = keyring.rotate(Rotation.whenDue(), progress -> {});
 * }
 * }</pre>
 *
 * <p>The keys are rows of the table {@code encryption_keys}, each wrapped by the master key, so that all services share
 * them, and a dump of the database with the master key is a complete backup. Whoever calls {@link #prepare}, {@link
 * #rewrap}, {@link #retire} or {@link #restore} is the owner of the tables; {@link #rotate} needs the rotation role.
 *
 * <p>Every call that asks the database throws {@link CredentialException.DatabaseFailed} when that fails.
 *
 * <p>Safe for use by several threads, and by several processes at once.
 */
public final class Keyring {

    private static final String UNKNOWN_TABLES = """
            SELECT DISTINCT r.relname FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class r ON r.oid = c.conrelid
            WHERE c.contype = 'f' AND c.confrelid = to_regclass('$.encryption_keys') ORDER BY 1
            """;

    private final Database database;
    private final @Nullable MasterKey master;
    private final List<EncryptedTable> tables;
    private final Audit audit;
    private final Listening listening;
    private final ProtectedFiles files;

    private Keyring(Builder builder) {
        database = new Database(builder.dataSource, builder.namespace, builder.longestIdle);
        master = builder.master;
        tables = List.copyOf(builder.tables);
        audit = new Audit(builder.actor);
        listening = builder.listening;
        files = builder.files;
        EncryptedTable.check(tables);
    }

    /**
     * Starts to describe a keyring.
     *
     * @param dataSource connects as a role that may do what is to be done
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Makes the first data key, or proves that the master key opens all that are there. Any number of processes may do
     * this at once.
     *
     * @return the id of the key that was made, absent when there were keys
     * @throws MasterKeyUnusable when the keyring has no master key
     * @throws MasterKeyMismatch when the master key does not open them
     * @throws CredentialException.Undecipherable when a data key is not what was stored
     * @throws CredentialException.KeyringMissing when there are keys and none is active, or secrets under keys that are
     *     gone: none is ever made over them
     */
    public Optional<UUID> prepare() {
        return activation(new EnvelopeCipher(new SecureRandom())).prepare();
    }

    /**
     * Tells which keys there are and what is under them. Needs no master key.
     *
     * @return the keys
     */
    public KeyringStatus status() {
        return Failures.transaction(database, session -> {
            Map<UUID, Long> rows = new HashMap<>();
            for (EncryptedTable table : tables) {
                count(session, table).forEach((key, more) -> rows.merge(key, more, Long::sum));
            }
            List<KeyInfo> keys = new ArrayList<>();
            for (KeyRow row : KeyRow.all(session)) {
                keys.add(new KeyInfo(
                        row.id(),
                        row.active(),
                        row.createdAt(),
                        Optional.ofNullable(row.activatedAt()),
                        rows.getOrDefault(row.id(), 0L)));
            }
            return new KeyringStatus(
                    keys, !keys.isEmpty() && Activation.isDue(session, Rotation.whenDue()), unknown(session));
        });
    }

    /**
     * Makes a new data key where the rotation asks for one, and brings every secret under it that is not, while services
     * go on reading and writing. Killed at any moment, the next call goes on; two at once help each other.
     *
     * @param rotation when a new key is made, and how fast
     * @param listener is told of the progress, from several threads, one at a time; what it throws is logged and ignored
     * @return what was done; rows that cannot be decrypted are in it, and keep their key
     * @throws MasterKeyUnusable when the keyring has no master key; nothing was changed
     * @throws MasterKeyMismatch when the master key does not open the keys; nothing was changed
     * @throws CredentialException.Undecipherable when a data key is not what was stored; nothing was changed
     * @throws CredentialException.KeyringMissing when there is no data key, or there are secrets under keys that are gone;
     *     nothing was changed
     * @throws CredentialException when the database failed; what is done is done
     * @throws IllegalStateException when the thread was interrupted; what is done is done
     */
    public RotationReport rotate(Rotation rotation, Consumer<RotationProgress> listener) {
        RotationTally tally = new RotationTally(listener);
        EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
        Optional<UUID> made = activation(cipher).activate(rotation);
        try (UnlockedKeys keys = UnlockedKeys.open(database, masterKey(), cipher, listening)) {
            while (!reencrypt(keys, rotation, tally)) {
                keys.reload();
            }
            RotationReport report = new RotationReport(
                    keys.current().active(),
                    made.isPresent(),
                    tally.rows(),
                    tally.passedOver(),
                    tally.passedOverRows(),
                    Failures.statements(database, this::unknown),
                    tally.elapsed());
            listening.tell(new StoreEvent.Rotated(report));
            return report;
        }
    }

    private boolean reencrypt(UnlockedKeys keys, Rotation rotation, RotationTally tally) {
        DataKeys known = keys.current();
        tally.begin(pending(known.active()));
        for (EncryptedTable table : tables) {
            if (!new Reencryption(database, keys, table, rotation, tally).run(known, rotation.workers())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Does what {@link #rotate(Rotation, Consumer)} does, and tells nobody of the progress.
     *
     * @param rotation when a new key is made, and how fast
     * @return what was done; rows that cannot be decrypted are in it, and keep their key
     * @throws MasterKeyMismatch when the master key does not open the keys; nothing was changed
     * @throws CredentialException.KeyringMissing when there are secrets under keys that are gone; nothing was changed
     * @throws CredentialException when the database failed; what is done is done
     */
    public RotationReport rotate(Rotation rotation) {
        return rotate(rotation, progress -> {});
    }

    /** The rows that are under other keys. */
    private long pending(UUID active) {
        return Failures.statements(database, session -> {
            long rows = 0;
            for (EncryptedTable table : tables) {
                rows += session.find(
                                // Not "<>", for which no index can be used.
                                "SELECT count(*) FROM $." + table.name() + " WHERE key_id < ? OR key_id > ?",
                                row -> row.getLong(1),
                                active,
                                active)
                        .orElse(0L);
            }
            return rows;
        });
    }

    /**
     * Deletes a data key that nothing is under any more. A backup of the database that was taken before needs it still.
     *
     * @param key its id
     * @throws KeyInUse when it is the active one, or rows are under it, which the database itself refuses
     * @throws NotFound when there is none of this id
     */
    public void retire(UUID key) {
        try {
            database.transaction(session -> {
                if (session.update("DELETE FROM $.encryption_keys WHERE id = ? AND state = 'decrypt_only'", key) == 0) {
                    throw refusal(session, key);
                }
                audit.key(session, "retired", key, "The data key is deleted; nothing was under it");
                return key;
            });
        } catch (SQLException e) {
            if (SqlState.of(e).equals("23503") || SqlState.of(e).equals("23001")) {
                throw inUse(key, SqlState.table(e));
            }
            throw Failures.of(e);
        }
    }

    private KeyInUse inUse(UUID key, String table) {
        boolean known = tables.stream().anyMatch(each -> each.name().equals(table));
        return new KeyInUse("Rows of " + table + " are encrypted under the data key " + key
                + (known
                        ? ": run keys rotate first; of the rows that it lists, set the secrets again, as docs/keys.md says"
                        : ": the service that this table belongs to has to rotate it first"));
    }

    private static CredentialException refusal(Session session, UUID key) throws SQLException {
        boolean active = session.find("SELECT true FROM $.encryption_keys WHERE id = ?", row -> row.getBoolean(1), key)
                .isPresent();
        return active
                ? new KeyInUse("The data key " + key + " is the active one: run keys rotate --force first")
                : new NotFound("There is no data key " + key + ": keys list shows those there are");
    }

    /**
     * Wraps all data keys by this keyring's master key that the one before it has wrapped, in one transaction. The keys
     * themselves, and with them all secrets, stay as they are.
     *
     * @param previous the master key before, which stays the caller's
     * @return how many keys were wrapped anew; those that this master key has wrapped already are left alone
     * @throws MasterKeyUnusable when the keyring has no master key
     * @throws MasterKeyMismatch when neither of them opens a key; nothing was changed
     * @throws CredentialException.Undecipherable when a data key is not what was stored; nothing was changed
     * @throws CredentialException.KeyringMissing when there is no active key; nothing was changed
     */
    public int rewrap(MasterKey previous) {
        EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
        MasterKey current = masterKey();
        return activation(cipher).exclusively(session -> {
            List<KeyRow> rows = KeyRow.all(session);
            KeyProof.prove(cipher, current.orPrevious(previous), rows).destroy();
            int rewrapped = 0;
            for (KeyRow row : rows) {
                Optional<KeyMaterial> open = KeyProof.unwrap(current, row);
                KeyMaterial key = open.isPresent()
                        ? open.get()
                        : KeyProof.unwrap(previous, row).orElseThrow();
                try {
                    if (open.isEmpty()) {
                        KeyRow.rewrap(session, row.id(), KeyProof.wrap(current, row.id(), key));
                        audit.key(session, "rewrapped", row.id(), "The data key is wrapped by another master key");
                        rewrapped++;
                    }
                } finally {
                    key.destroy();
                }
            }
            return rewrapped;
        });
    }

    /**
     * Writes all data keys into a file that a passphrase protects: with it, secrets are readable also when the master
     * key is lost. Keep it apart from backups of the database.
     *
     * @param target where to; a file that is there already stays as it is
     * @param passphrase at least 16 characters, stays the caller's
     * @return how many keys are in it
     * @throws MasterKeyUnusable when the keyring has no master key
     * @throws MasterKeyMismatch when the master key does not open the keys
     * @throws CredentialException.Undecipherable when a data key is not what was stored
     * @throws CredentialException.KeyringMissing when there is no active key
     * @throws CredentialException.Invalid when the passphrase is weak or the file is there already
     * @throws CredentialException.FileFailed when it cannot be written; nothing remains of it
     * @throws CredentialException.DatabaseFailed when the keys cannot be read, or their backup cannot be audited; in
     *     the second case the file is there
     * @throws IllegalStateException when the passphrase is closed
     */
    public int backup(Path target, Secret passphrase) {
        DataKeys keys = KeyProof.prove(
                new EnvelopeCipher(new SecureRandom()), masterKey(), Failures.statements(database, KeyRow::all));
        try {
            KeyBackup.write(target, passphrase, files, keys);
            Failures.transaction(database, session -> {
                audit.key(session, "backed_up", keys.active(), keys.keys().size() + " data keys, into a file");
                return true;
            });
            return keys.keys().size();
        } finally {
            keys.destroy();
        }
    }

    /**
     * Tells what {@link #restore} would do. Nothing is changed.
     *
     * @param source a file that {@link #backup} wrote
     * @param passphrase the file's, stays the caller's
     * @return what becomes of each key of the file
     * @throws CredentialException.WrongPassphrase when the passphrase is another file's
     * @throws CredentialException.FileDamaged when the file is not what was written
     * @throws CredentialException.FileTooCostly when opening it would cost more than is sensible
     * @throws CredentialException.FileFailed when the file cannot be read
     * @throws MasterKeyUnusable when the keyring has no master key
     * @throws CredentialException.Conflict when an id stands for another key here
     * @throws IllegalStateException when the passphrase is closed
     */
    public List<RestoredKey> planRestore(Path source, Secret passphrase) {
        EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
        try (KeyBackup backup = KeyBackup.read(source, passphrase, files)) {
            return backup.plan(cipher, masterKey(), Failures.statements(database, KeyRow::all));
        }
    }

    /**
     * Brings the data keys of a file back, wrapped by this keyring's master key, in one transaction: those that are
     * missing, and those that the master key does not open, because the one before it is lost.
     *
     * @param source a file that {@link #backup} wrote
     * @param passphrase the file's, stays the caller's
     * @return what became of each key of the file
     * @throws MasterKeyUnusable when the keyring has no master key; nothing was changed
     * @throws CredentialException as {@link #planRestore}; nothing was changed
     * @throws IllegalStateException when the passphrase is closed
     */
    public List<RestoredKey> restore(Path source, Secret passphrase) {
        EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
        try (KeyBackup backup = KeyBackup.read(source, passphrase, files)) {
            return activation(cipher).exclusively(session -> {
                List<RestoredKey> plan = backup.plan(cipher, masterKey(), KeyRow.all(session));
                backup.restore(session, cipher, masterKey(), audit, plan);
                return plan;
            });
        }
    }

    private Activation activation(EnvelopeCipher cipher) {
        return new Activation(database, masterKey(), cipher, tables, audit);
    }

    private MasterKey masterKey() {
        if (master == null) {
            throw new MasterKeyUnusable(
                    "No master key is set: set NETRAVEN_ENCRYPTION_KEY_FILE; keys generate makes one");
        }
        return master;
    }

    private static Map<UUID, Long> count(Session session, EncryptedTable table) throws SQLException {
        Map<UUID, Long> rows = new HashMap<>();
        session.query(
                "SELECT key_id, count(*) FROM $." + table.name() + " WHERE key_id IS NOT NULL GROUP BY key_id",
                row -> rows.put(row.getObject(1, UUID.class), row.getLong(2)));
        return rows;
    }

    private List<String> unknown(Session session) throws SQLException {
        List<String> names = session.query(UNKNOWN_TABLES, row -> row.getString(1));
        tables.forEach(table -> names.remove(table.name()));
        return names;
    }

    /** The parts of a keyring. Not safe for use by several threads. */
    public static final class Builder {
        private final DataSource dataSource;
        private String namespace = "netraven";
        private Duration longestIdle = Database.LONGEST_IDLE;
        private @Nullable MasterKey master;
        private Actor actor = Actor.system("netraven");
        private Listening listening = Listening.NOBODY;
        private final List<EncryptedTable> tables = new ArrayList<>(EncryptedTable.OWN);

        private ProtectedFiles files = ProtectedFiles.STANDARD;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * Sets the namespace of the tables.
         *
         * @param name unquoted, {@code netraven} by default
         * @return this builder
         */
        public Builder namespace(String name) {
            namespace = name;
            return this;
        }

        /**
         * Sets the master key. Without it keys can be listed and retired only.
         *
         * @param key stays the caller's, who closes it last
         * @return this builder
         */
        public Builder masterKey(MasterKey key) {
            master = key;
            return this;
        }

        /**
         * Sets who acts, for the audit log.
         *
         * @param who the system {@code netraven} by default
         * @return this builder
         */
        public Builder actor(Actor who) {
            actor = who;
            return this;
        }

        /**
         * Sets how long a transaction of its own that others wait for may be idle before the server ends it, because the
         * client died or the network lost it.
         *
         * @param longest a millisecond or more, 30 seconds by default
         * @return this builder
         * @throws CredentialException.Invalid when it is less, which would take the limit away
         */
        public Builder longestIdle(Duration longest) {
            longestIdle = SilenceLimits.checked(longest);
            return this;
        }

        /**
         * Sets who is told when a rotation has ended.
         *
         * @param listener called on the thread that rotates
         * @return this builder
         */
        public Builder listener(Consumer<StoreEvent> listener) {
            listening = new Listening(listener);
            return this;
        }

        /**
         * Registers a service's own table.
         *
         * @param table with its encrypted columns
         * @return this builder
         */
        public Builder encrypted(EncryptedTable table) {
            tables.add(table);
            return this;
        }

        /** For tests: files at another cost. */
        Builder files(ProtectedFiles cheaper) {
            files = cheaper;
            return this;
        }

        /**
         * Makes the keyring. Nothing is connected yet.
         *
         * @return the keyring
         * @throws CredentialException.Invalid when two registered tables or secrets share a name, or a table has no
         *     encrypted column
         */
        public Keyring build() {
            return new Keyring(this);
        }
    }
}
