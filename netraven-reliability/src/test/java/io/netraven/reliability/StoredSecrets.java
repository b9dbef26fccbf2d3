package io.netraven.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.crypto.WrappingKey;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.testing.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads every credential's password by the ciphers alone: no audit record, and no query of the store's. */
public final class StoredSecrets {

    private static final EnvelopeCipher CIPHER = new EnvelopeCipher(new SecureRandom());
    private static final WrappingKey MASTER = WrappingKey.of(
            KeyMaterial.copyOf(Base64.getDecoder().decode(TestKeys.text().substring("base64:".length()))));

    private StoredSecrets() {}

    /** The data keys, and whether each is the active one. */
    public static Map<UUID, Boolean> keys(Connection connection) throws SQLException {
        Map<UUID, Boolean> keys = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, state = 'active' FROM netraven.encryption_keys")) {
            while (row.next()) {
                keys.put(row.getObject(1, UUID.class), row.getBoolean(2));
            }
        }
        return keys;
    }

    /** As below. */
    public static List<StoredSecret> read(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return read(connection);
        }
    }

    /** Fails where a password cannot be read under its row's key. */
    public static List<StoredSecret> read(Connection connection) throws SQLException {
        Map<UUID, KeyMaterial> keys = open(connection);
        List<StoredSecret> secrets = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, name, password, key_id, version FROM netraven.credentials")) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                UUID key = row.getObject(4, UUID.class);
                KeyMaterial material = keys.get(key);
                if (material == null) {
                    throw new AssertionError(row.getString(2) + " is under a key that is not there");
                }
                byte[] password = CIPHER.open(key, material, "credential.password", id, row.getBytes(3))
                        .orElseThrow(() -> new AssertionError(id + " cannot be decrypted under its row's key"));
                secrets.add(new StoredSecret(row.getString(2), new String(password, UTF_8), key, row.getLong(5)));
            }
        }
        return secrets;
    }

    private static Map<UUID, KeyMaterial> open(Connection connection) throws SQLException {
        Map<UUID, KeyMaterial> keys = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, wrapped_key FROM netraven.encryption_keys")) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                byte[] key = MASTER.unwrap(CIPHER, id, row.getBytes(2))
                        .orElseThrow(() -> new AssertionError("The data key " + id + " does not open"));
                keys.put(id, KeyMaterial.copyOf(key));
            }
        }
        return keys;
    }
}
