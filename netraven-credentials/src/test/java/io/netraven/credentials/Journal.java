package io.netraven.credentials;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.model.base.TimeOrderedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Fills a database with credentials, and knows what each must hold, whatever rotates it. Safe for use by several threads. */
final class Journal {

    /** A version that no test comes near, so that one that is lost or set anew is seen. */
    private static final long FIRST_VERSION = 1_000;

    private static final OffsetDateTime FILLED = OffsetDateTime.parse("2026-01-02T03:04:05Z");

    private final DataSource dataSource;
    private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();

    Journal(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What a row must hold.
     *
     * @param secrets its secrets
     * @param version what its version would be if nothing was ever rotated
     * @param changed whether a writer has changed it
     */
    record Entry(Map<SecretPart, String> secrets, long version, boolean changed) {
        Entry {
            secrets = Map.copyOf(secrets);
        }
    }

    /** Some have one secret, some have all, and a few have none. */
    static Map<SecretPart, String> secrets(int number) {
        Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);
        if (number % 50 != 7) {
            secrets.put(SecretPart.PASSWORD, "password-" + number);
        }
        if (number % 4 == 0) {
            secrets.put(SecretPart.ENABLE_PASSWORD, "");
            secrets.put(SecretPart.PRIVATE_KEY, "key-" + number + "k".repeat(number % 400));
            secrets.put(SecretPart.PRIVATE_KEY_PASSPHRASE, "passphrase-" + number);
        }
        return secrets;
    }

    /** Makes credentials in bulk. */
    List<UUID> fill(int count) throws SQLException {
        List<Map<SecretPart, String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(secrets(i));
        }
        return fill(all);
    }

    List<UUID> fill(List<Map<SecretPart, String>> all) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (CredentialStore store = TestKeys.openStore(dataSource);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            DataKeys held = store.keys().hold(store.database().session(connection));
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO netraven.credentials (id, name, username, password, enable_password, private_key,"
                            + " private_key_passphrase, key_id, version, created_at, updated_at)"
                            + " VALUES (?, ?, 'backup', ?, ?, ?, ?, ?, " + FIRST_VERSION + ", ?, ?)")) {
                for (Map<SecretPart, String> secrets : all) {
                    UUID id = TimeOrderedId.next();
                    insert.setObject(1, id);
                    insert.setString(2, "filled-" + id);
                    int column = 3;
                    for (SecretPart part : SecretPart.values()) {
                        insert.setBytes(column++, sealed(store, held, id, part, secrets.get(part)));
                    }
                    insert.setObject(7, secrets.isEmpty() ? null : held.active());
                    insert.setObject(8, FILLED);
                    insert.setObject(9, FILLED);
                    insert.addBatch();
                    ids.add(id);
                    entries.put(id, new Entry(secrets, FIRST_VERSION, false));
                    if (ids.size() % 200 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            Databases.run(connection, "VACUUM ANALYZE netraven.credentials");
        }
        return ids;
    }

    private static byte @Nullable [] sealed(
            CredentialStore store, DataKeys held, UUID id, SecretPart part, @Nullable String text) {
        return text == null ? null : store.keys().seal(held, part.logicalName(), id, Secret.ofString(text));
    }

    Entry entry(UUID id) {
        return Optional.ofNullable(entries.get(id)).orElseThrow();
    }

    void added(UUID id, Map<SecretPart, String> secrets, long version) {
        entries.put(id, new Entry(secrets, version, true));
    }

    void changed(UUID id, SecretPart part, String text) {
        entries.computeIfPresent(id, (key, entry) -> {
            Map<SecretPart, String> secrets = new EnumMap<>(SecretPart.class);
            secrets.putAll(entry.secrets());
            secrets.put(part, text);
            return new Entry(secrets, entry.version() + 1, true);
        });
    }

    void deleted(UUID id) {
        entries.remove(id);
    }

    int size() {
        return entries.size();
    }

    /** Rows that have a secret. */
    long encrypted() {
        return entries.values().stream()
                .filter(entry -> !entry.secrets().isEmpty())
                .count();
    }

    /**
     * Tells in what the database differs from what it must hold after rotations.
     *
     * @param least how many rotations have certainly written each row that nobody has changed
     * @param most how many there were: no row may have been written more often
     */
    List<String> differences(int least, int most) throws SQLException {
        List<String> differences = new ArrayList<>();
        Set<UUID> missing = new HashSet<>(entries.keySet());
        try (CredentialStore store = TestKeys.openStore(dataSource);
                Connection connection = dataSource.getConnection()) {
            UUID active = store.keys().current().active();
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT id, password, enable_password, private_key, private_key_passphrase, key_id, version,"
                            + " updated_at FROM netraven.credentials")) {
                query.setFetchSize(200);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        UUID id = row.getObject("id", UUID.class);
                        Entry entry = entries.get(id);
                        if (entry == null) {
                            differences.add(id + " should not be there");
                        } else {
                            compare(store, active, row, entry, least, most, differences);
                        }
                        missing.remove(id);
                    }
                }
            }
            connection.rollback();
        }
        missing.forEach(id -> differences.add(id + " is lost"));
        return differences;
    }

    private static void compare(
            CredentialStore store,
            UUID active,
            ResultSet row,
            Entry entry,
            int least,
            int most,
            List<String> differences)
            throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        for (SecretPart part : SecretPart.values()) {
            byte[] envelope = row.getBytes(part.column());
            String text = envelope == null
                    ? null
                    : new String(
                            store.keys().open(part.logicalName(), id, envelope).reveal());
            if (!Objects.equals(text, entry.secrets().get(part))) {
                differences.add(id + " holds another " + part);
            }
        }
        UUID expected = entry.secrets().isEmpty() ? null : active;
        if (!Objects.equals(row.getObject("key_id", UUID.class), expected)) {
            differences.add(id + " is under another key");
        }
        long written = row.getLong("version") - entry.version();
        if (written < (entry.changed() || expected == null ? 0 : least) || written > (expected == null ? 0 : most)) {
            differences.add(id + " was written " + written + " times by rotations");
        }
        if (!entry.changed() && !FILLED.isEqual(row.getObject("updated_at", OffsetDateTime.class))) {
            differences.add(id + " looks as if somebody had changed it");
        }
    }
}
