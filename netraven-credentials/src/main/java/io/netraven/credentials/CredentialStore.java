package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Conflict;
import io.netraven.credentials.CredentialException.NotFound;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.sql.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The logins of devices: encrypted, offered by tag, ranked by their results. A secret is handed out in plain text only
 * within a {@link Secret}, and only by what is named for it and audited: {@link #reveal}, {@link
 * #revealDevicePassword}, {@link #revealSetting} and the {@link DeviceLogin} that {@link #loginFor} returns. {@link
 * CredentialExport#protectedFile}, audited too, writes all secrets into a file under a passphrase.
 *
 * <pre>{@code
 * try (MasterKey master = MasterKey.of(text);
 *         CredentialStore store = CredentialStore.open(dataSource, master)) {
 *     UUID id = store.add(NewCredential.named("core-ssh", "backup").password(password).tag(coreRouters, 90).build());
 *     try (DeviceLogin login = store.loginFor(deviceId)) {
 *         for (Candidate candidate : login) {
 *             login.report(candidate, ssh.tryLogin(candidate));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The first data key is made by {@code init}, {@code NetRaven.start} or {@link Keyring#prepare()}; without one
 * {@link #open} throws {@link CredentialException.KeyringMissing}.
 *
 * <p>It opens only when the master key opens all data keys of the database, and follows when somebody rotates them.
 * When they have come under another master key, the call that meets a new data key throws {@link
 * CredentialException.MasterKeyMismatch}. It needs no right to make or change data keys: the application role is
 * enough.
 *
 * <p>Each call is a transaction of its own, on a connection of its own. Every call that asks the database throws {@link
 * CredentialException.DatabaseFailed} when that fails. Those that seal a secret throw {@link
 * CredentialException.Invalid} where the connection's isolation level is higher than READ COMMITTED.
 *
 * <p>Safe for use by several threads, and by several processes at once.
 */
public final class CredentialStore implements AutoCloseable {

    private final Database database;
    private final UnlockedKeys keys;
    private final CredentialRows rows;
    private final Audit audit;
    private final Attempts attempts;
    private final LoginPolicy policy;
    private final List<EncryptedTable> tables;
    private final Listening listening;
    private final boolean view;

    private CredentialStore(
            Database database,
            UnlockedKeys keys,
            Actor actor,
            LoginPolicy policy,
            List<EncryptedTable> tables,
            Listening listening,
            boolean view) {
        this.database = database;
        this.keys = keys;
        this.rows = new CredentialRows(keys);
        this.audit = new Audit(actor);
        this.attempts = new Attempts(database, keys, policy, actor, listening);
        this.policy = policy;
        this.tables = tables;
        this.listening = listening;
        this.view = view;
    }

    /**
     * Opens the store of the namespace {@code netraven}.
     *
     * @param dataSource connects as the owner or the application role
     * @param masterKey stays the caller's, who closes it after the store
     * @return the store, to be closed
     * @throws CredentialException.KeyringMissing when there is no active data key, or secrets are under keys that are
     *     gone
     * @throws CredentialException.MasterKeyMismatch when the master key does not open the data keys
     * @throws CredentialException.Undecipherable when a data key is not what was stored
     */
    public static CredentialStore open(DataSource dataSource, MasterKey masterKey) {
        return builder(dataSource, masterKey).open();
    }

    /**
     * Starts to describe a store.
     *
     * @param dataSource connects as the owner or the application role
     * @param masterKey stays the caller's, who closes it after the store
     * @return a builder
     */
    public static Builder builder(DataSource dataSource, MasterKey masterKey) {
        return new Builder(dataSource, masterKey);
    }

    /**
     * Returns a view of this store for another actor, such as the person that a service acts for.
     *
     * @param actor who acts, for the audit log
     * @return a view, which ends with this store; closing the view does nothing
     */
    public CredentialStore actingAs(Actor actor) {
        return new CredentialStore(database, keys, actor, policy, tables, listening, true);
    }

    /**
     * Stores a credential.
     *
     * @param credential the credential, whose secrets stay the caller's
     * @return its id
     * @throws Conflict when the name is taken
     * @throws NotFound when a tag is not there
     * @throws IllegalStateException when one of its secrets is closed
     */
    public UUID add(NewCredential credential) {
        return keys.write((session, held) -> {
            UUID id = rows.insert(session, held, credential);
            audit.credential(session, "added", id, "Credential " + credential.name());
            return id;
        });
    }

    /**
     * Reads a credential, without its secrets.
     *
     * @param id its id
     * @return what is known of it
     */
    public Optional<StoredCredential> find(UUID id) {
        return Failures.transaction(database, session -> CredentialReader.find(session, id));
    }

    /**
     * Reads a credential, without its secrets.
     *
     * @param name its name, exactly
     * @return what is known of it
     */
    public Optional<StoredCredential> findByName(String name) {
        return Failures.transaction(database, session -> CredentialReader.find(session, name));
    }

    /**
     * Lists credentials by name, without their secrets.
     *
     * @param query which ones
     * @return a page
     */
    public CredentialQuery.Page list(CredentialQuery query) {
        return Failures.transaction(database, session -> CredentialReader.list(session, query));
    }

    /**
     * Changes a credential. A changed secret lifts a quarantine.
     *
     * @param id its id
     * @param change what changes; its secrets stay the caller's
     * @throws NotFound when it is not there
     * @throws Conflict when it is not at the expected version, or the new name is taken
     * @throws CredentialException.Undecipherable when a secret is changed and another one, which comes under the active
     *     key with it, is not what was stored
     * @throws IllegalStateException when a new secret is closed
     */
    public void update(UUID id, CredentialChange change) {
        keys.write((session, held) -> {
            rows.update(session, held, id, change);
            audit.credential(session, "updated", id, "Changed " + change);
            return id;
        });
    }

    /**
     * Deletes a credential and all that is known of it.
     *
     * @param id its id
     * @return whether it was there
     */
    public boolean delete(UUID id) {
        return Failures.transaction(database, session -> {
            boolean deleted = session.update("DELETE FROM $.credentials WHERE id = ?", id) == 1;
            if (deleted) {
                audit.credential(session, "deleted", id, "With all that was known of it");
            }
            return deleted;
        });
    }

    /**
     * Offers a credential for a tag, or changes its priority there.
     *
     * @param id the credential's id
     * @param tagId the tag's id
     * @param priority 0 to 100, the greater the sooner tried
     * @throws NotFound when one of them is not there
     * @throws CredentialException.Invalid when the priority is not 0 to 100
     */
    public void tag(UUID id, UUID tagId, double priority) {
        Failures.transaction(database, session -> {
            CredentialRows.tag(session, id, tagId, priority);
            audit.credential(session, "tagged", id, "Offered for tag " + tagId + " with priority " + priority);
            return id;
        });
    }

    /**
     * Offers a credential for a tag no longer, and forgets how it fared there.
     *
     * @param id the credential's id
     * @param tagId the tag's id
     * @return whether it was offered for it
     */
    public boolean untag(UUID id, UUID tagId) {
        return Failures.transaction(database, session -> {
            boolean removed =
                    session.update("DELETE FROM $.credential_tags WHERE credential_id = ? AND tag_id = ?", id, tagId)
                            == 1;
            if (removed) {
                audit.credential(session, "untagged", id, "Not offered for tag " + tagId + " any more");
            }
            return removed;
        });
    }

    /**
     * Decrypts one secret of a credential, and writes an audit record of it.
     *
     * @param id the credential's id
     * @param part which secret
     * @return the secret, to be closed; absent when the credential has none of this kind
     * @throws NotFound when it is not there
     * @throws CredentialException.Undecipherable when it is not what was stored
     */
    public Optional<Secret> reveal(UUID id, SecretPart part) {
        return keys.read((session, opening) -> {
            byte[] envelope = session.find(
                            "SELECT coalesce(" + part.column() + ", ''::bytea) FROM $.credentials WHERE id = ?",
                            row -> row.getBytes(1),
                            id)
                    .orElseThrow(() -> CredentialRows.missing(id));
            if (envelope.length == 0) {
                return Optional.empty();
            }
            Secret secret = opening.open(session, part.logicalName(), id, envelope);
            audit.credential(session, "secret_read", id, "Revealed " + part.column());
            return Optional.of(secret);
        });
    }

    /**
     * Ranks the credentials that a device may be tried with, without decrypting any: those on the device's tags that
     * have neither expired nor been set aside, each once. The one that this device accepted last comes first, when it
     * has not rejected it since; then by score, priority, name and id.
     *
     * @param deviceId the device's id
     * @return the best first
     * @throws NotFound when there is no such device
     */
    public List<RankedCredential> rank(UUID deviceId) {
        return ranking(deviceId).credentials();
    }

    /**
     * Begins a login to a device: its own user name and password first, if set, then {@link #rank the others}.
     *
     * @param deviceId the device's id
     * @return the logins to try, to be closed
     * @throws NotFound when there is no such device
     */
    public DeviceLogin loginFor(UUID deviceId) {
        return new DeviceLogin(attempts, deviceId, ranking(deviceId));
    }

    private Ranking ranking(UUID deviceId) {
        long start = System.nanoTime();
        Ranking ranking = Failures.statements(database, session -> Ranking.of(session, deviceId))
                .orElseThrow(() -> new NotFound("There is no device " + deviceId));
        int candidates = ranking.credentials().size();
        listening.tell(new StoreEvent.Ranked(deviceId, candidates, Listening.since(start)));
        return ranking;
    }

    /**
     * Records a login that was made without {@link #loginFor}, with a credential that {@link #rank} offered: one round
     * trip, exact however many are at it. A credential that is gone is ignored.
     *
     * @param ranked the credential, whose result counts on the tag that it was ranked by
     * @param deviceId the device's id
     * @param outcome how it ended
     */
    public void record(RankedCredential ranked, UUID deviceId, Outcome outcome) {
        record(ranked.credentialId(), deviceId, ranked.tagId(), outcome);
    }

    /**
     * Records a login that was made with a credential that was not ranked, likewise.
     *
     * @param id the credential's id; one that is gone is ignored
     * @param deviceId the device's id
     * @param tagId the tag that the result counts on, null for none
     * @param outcome how it ended
     */
    public void record(UUID id, UUID deviceId, @Nullable UUID tagId, Outcome outcome) {
        attempts.record(id, deviceId, tagId, "", null, outcome);
    }

    /**
     * Lifts a quarantine, and begins to count rejecting devices anew.
     *
     * @param id the credential's id
     * @throws NotFound when it is not there
     */
    public void release(UUID id) {
        Failures.transaction(database, session -> {
            if (CredentialRows.forgetRejections(session, id) == 0) {
                throw CredentialRows.missing(id);
            }
            audit.credential(session, "released", id, "The quarantine is lifted");
            return id;
        });
    }

    /**
     * Tells how all credentials fared.
     *
     * @return figures
     */
    public Statistics statistics() {
        return Failures.transaction(database, StatisticsReader::overall);
    }

    /**
     * Tells how credentials fared on devices that carry a tag.
     *
     * @param tagId the tag's id
     * @return figures
     */
    public Statistics statistics(UUID tagId) {
        return Failures.transaction(database, session -> StatisticsReader.onTag(session, tagId));
    }

    /**
     * Sets the priorities on a tag from results: of the credentials with at least 3 attempts there, the one with the
     * highest success rate gets 100, each one after it 10 less. The others keep theirs.
     *
     * @param tagId the tag's id
     * @return what has changed
     */
    public List<PriorityChange> optimizePriorities(UUID tagId) {
        return Failures.transaction(database, session -> {
            List<PriorityChange> changes = StatisticsReader.priorities(session, tagId);
            for (PriorityChange change : changes) {
                CredentialRows.tag(session, change.credentialId(), tagId, change.after());
                audit.credential(
                        session,
                        "priority_changed",
                        change.credentialId(),
                        "By its results on tag " + tagId + ", from " + change.before() + " to " + change.after());
            }
            return changes;
        });
    }

    /**
     * Tells what {@link #optimizePriorities} would change now, and changes nothing.
     *
     * @param tagId the tag's id
     * @return what would change
     */
    public List<PriorityChange> planPriorities(UUID tagId) {
        return Failures.transaction(database, session -> StatisticsReader.priorities(session, tagId));
    }

    /**
     * Gives a device a login of its own, which is tried before all others.
     *
     * @param deviceId the device's id
     * @param username whom to log in as
     * @param password stays the caller's
     * @throws NotFound when there is no such device
     * @throws IllegalStateException when the password is closed
     */
    public void setDeviceLogin(UUID deviceId, String username, Secret password) {
        writeSecret(
                "device",
                "UPDATE $.devices SET username = ?, password = ?, key_id = ?, version = version + 1, updated_at = now()"
                        + " WHERE id = ?",
                EncryptedTable.DEVICE_PASSWORD,
                deviceId,
                username,
                password);
    }

    /**
     * Takes a device's own login away.
     *
     * @param deviceId the device's id
     * @throws NotFound when there is no such device
     */
    public void removeDeviceLogin(UUID deviceId) {
        Failures.transaction(database, session -> {
            written(
                    session.update(
                            "UPDATE $.devices SET username = NULL, password = NULL, key_id = NULL,"
                                    + " version = version + 1, updated_at = now() WHERE id = ?",
                            deviceId),
                    "device",
                    deviceId.toString());
            audit.secret(session, "secret_removed", deviceId, "device", "The device's own login");
            return deviceId;
        });
    }

    /**
     * Decrypts a device's own password, and writes an audit record of it.
     *
     * @param deviceId the device's id
     * @return the password, to be closed; absent when the device has none
     * @throws CredentialException.Undecipherable when it is not what was stored
     */
    public Optional<Secret> revealDevicePassword(UUID deviceId) {
        return keys.read((session, opening) -> {
            Optional<Secret> secret = session.find(
                    "SELECT password FROM $.devices WHERE id = ? AND password IS NOT NULL",
                    row -> opening.open(session, EncryptedTable.DEVICE_PASSWORD, deviceId, row.getBytes(1)),
                    deviceId);
            if (secret.isPresent()) {
                audit.secret(session, "secret_read", deviceId, "device", "Revealed the device's own password");
            }
            return secret;
        });
    }

    /**
     * Sets the value of a sensitive admin setting.
     *
     * @param key the setting's key
     * @param value stays the caller's
     * @throws NotFound when there is no sensitive setting of this key
     * @throws IllegalStateException when the value is closed
     */
    public void setSetting(String key, Secret value) {
        UUID id = sensitiveSetting(key);
        writeSecret(
                "admin_setting",
                "UPDATE $.admin_settings SET secret_value = ?, key_id = ?, version = version + 1, updated_at = now()"
                        + " WHERE id = ? AND is_sensitive",
                EncryptedTable.SETTING_VALUE,
                id,
                null,
                value);
    }

    /**
     * Takes the value of a sensitive admin setting away.
     *
     * @param key the setting's key
     * @throws NotFound when there is no sensitive setting of this key
     */
    public void removeSetting(String key) {
        Failures.transaction(database, session -> {
            UUID id = session.find(
                            "UPDATE $.admin_settings SET secret_value = NULL, key_id = NULL, version = version + 1,"
                                    + " updated_at = now() WHERE key = ? AND is_sensitive RETURNING id",
                            row -> row.getObject(1, UUID.class),
                            key)
                    .orElseThrow(() -> noSensitiveSetting(key));
            audit.secret(session, "secret_removed", id, "admin_setting", "Removed " + EncryptedTable.SETTING_VALUE);
            return id;
        });
    }

    /**
     * Decrypts the value of a sensitive admin setting, and writes an audit record of it.
     *
     * @param key the setting's key
     * @return the value, to be closed; absent when it is not set
     * @throws NotFound when there is no sensitive setting of this key
     * @throws CredentialException.Undecipherable when it is not what was stored
     */
    public Optional<Secret> revealSetting(String key) {
        UUID id = sensitiveSetting(key);
        return keys.read((session, opening) -> {
            Optional<Secret> secret = session.find(
                    "SELECT secret_value FROM $.admin_settings WHERE id = ? AND secret_value IS NOT NULL",
                    row -> opening.open(session, EncryptedTable.SETTING_VALUE, id, row.getBytes(1)),
                    id);
            if (secret.isPresent()) {
                audit.secret(session, "secret_read", id, "admin_setting", "Revealed the setting " + key);
            }
            return secret;
        });
    }

    private UUID sensitiveSetting(String key) {
        return Failures.statements(
                        database,
                        session -> session.find(
                                "SELECT id FROM $.admin_settings WHERE key = ? AND is_sensitive",
                                row -> row.getObject(1, UUID.class),
                                key))
                .orElseThrow(() -> noSensitiveSetting(key));
    }

    private static NotFound noSensitiveSetting(String key) {
        return new NotFound("There is no sensitive setting " + key);
    }

    private void writeSecret(
            String kind, String sql, String logicalName, UUID row, @Nullable String username, Secret secret) {
        keys.write((session, held) -> {
            List<Object> values = new ArrayList<>();
            if (username != null) {
                values.add(username);
            }
            values.add(keys.seal(held, logicalName, row, secret));
            values.add(held.active());
            values.add(row);
            written(session.update(sql, values.toArray()), kind, row.toString());
            audit.secret(session, "secret_set", row, kind, "Set " + logicalName);
            return row;
        });
    }

    private static void written(int rows, String kind, String which) {
        if (rows == 0) {
            throw new NotFound("There is no " + kind + " " + which);
        }
    }

    /**
     * Seals a secret for a row of a registered table, which the caller writes in the same transaction. Until its commit
     * nobody changes the active data key. The row's other secrets have to be under the same key.
     *
     * @param transaction a connection with autocommit off, at READ COMMITTED; with JPA, {@code
     *     entityManager.unwrap(Connection.class)}
     * @param logicalName the secret's logical name, as it was registered
     * @param row the id of the row
     * @param secret stays the caller's
     * @return what to store
     * @throws CredentialException.Invalid when no registered table has the name, or the transaction is not as it has to
     *     be
     * @throws IllegalStateException when the secret is closed
     */
    public SealedSecret seal(Connection transaction, String logicalName, UUID row, Secret secret) {
        checkRegistered(logicalName);
        try {
            if (transaction.getAutoCommit()) {
                throw new CredentialException.Invalid("A secret is sealed within the transaction that stores it: turn"
                        + " autocommit off, or begin a transaction, first");
            }
            DataKeys held = keys.hold(database.session(transaction));
            return new SealedSecret(keys.seal(held, logicalName, row, secret), held.active());
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    /**
     * Decrypts a secret of a row of a registered table, and writes an audit record of it.
     *
     * @param logicalName the secret's logical name, as it was registered
     * @param row the id of the row
     * @param envelope what the column holds
     * @return the secret, to be closed
     * @throws CredentialException.Invalid when no registered table has the name
     * @throws CredentialException.Undecipherable when it is not what was sealed for this row and name
     */
    public Secret reveal(String logicalName, UUID row, byte[] envelope) {
        checkRegistered(logicalName);
        return keys.read((session, opening) -> {
            Secret secret = opening.open(session, logicalName, row, envelope);
            audit.secret(session, "secret_read", row, "secret", "Revealed " + logicalName);
            return secret;
        });
    }

    private void checkRegistered(String logicalName) {
        boolean known = tables.stream()
                .anyMatch(table -> table.columns().stream()
                        .anyMatch(column -> table.logicalName(column).equals(logicalName)));
        if (!known) {
            throw new CredentialException.Invalid(
                    "No registered table has a secret " + logicalName + ": register it, so that rotation covers it");
        }
    }

    Database database() {
        return database;
    }

    UnlockedKeys keys() {
        return keys;
    }

    Audit audit() {
        return audit;
    }

    /**
     * Overwrites the data keys in memory: a call that needs one throws {@code IllegalStateException} from then on. Secrets
     * that were handed out are their holders' to close. Closing twice is fine, and closing a view does nothing.
     */
    @Override
    public void close() {
        if (!view) {
            keys.close();
        }
    }

    /** The parts of a store. Not safe for use by several threads. */
    public static final class Builder {
        private final DataSource dataSource;
        private final MasterKey masterKey;
        private String namespace = "netraven";
        private Duration longestIdle = Database.LONGEST_IDLE;
        private Actor actor = Actor.service("netraven");
        private LoginPolicy policy = LoginPolicy.DEFAULT;
        private Listening listening = Listening.NOBODY;
        private final List<EncryptedTable> tables = new ArrayList<>(EncryptedTable.OWN);

        private Builder(DataSource dataSource, MasterKey masterKey) {
            this.dataSource = dataSource;
            this.masterKey = masterKey;
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
         * Sets who acts, for the audit log.
         *
         * @param who the service {@code netraven} by default
         * @return this builder
         */
        public Builder actor(Actor who) {
            actor = who;
            return this;
        }

        /**
         * Sets what keeps accounts from being locked.
         *
         * @param limits {@link LoginPolicy#DEFAULT} by default
         * @return this builder
         */
        public Builder loginPolicy(LoginPolicy limits) {
            policy = limits;
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
         * Sets who is told what the store does, for counters and timings.
         *
         * @param listener called from several threads at once
         * @return this builder
         */
        public Builder listener(Consumer<StoreEvent> listener) {
            listening = new Listening(listener);
            return this;
        }

        /**
         * Registers a service's own table, for {@link CredentialStore#seal}.
         *
         * @param table with its encrypted columns
         * @return this builder
         */
        public Builder encrypted(EncryptedTable table) {
            tables.add(table);
            return this;
        }

        /**
         * Opens the store.
         *
         * @return the store, to be closed
         * @throws CredentialException.Invalid when two registered tables or secrets share a name, or a table has no
         *     encrypted column
         * @throws CredentialException.KeyringMissing when there is no active data key, or secrets are under keys that
         *     are gone
         * @throws CredentialException.MasterKeyMismatch when the master key does not open the data keys
         * @throws CredentialException.Undecipherable when a data key is not what was stored
         */
        public CredentialStore open() {
            EncryptedTable.check(tables);
            Database database = new Database(dataSource, namespace, longestIdle);
            Failures.statements(database, session -> {
                OrphanedSecrets.refuse(session, tables);
                return true;
            });
            EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
            UnlockedKeys keys = UnlockedKeys.open(database, masterKey, cipher, listening);
            return new CredentialStore(database, keys, actor, policy, List.copyOf(tables), listening, false);
        }
    }
}
