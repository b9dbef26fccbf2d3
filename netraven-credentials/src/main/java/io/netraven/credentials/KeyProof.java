package io.netraven.credentials;

import io.netraven.credentials.CredentialException.KeyringMissing;
import io.netraven.credentials.CredentialException.MasterKeyMismatch;
import io.netraven.credentials.CredentialException.Undecipherable;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes data keys, and proves that those of the database are what they were before they are used. */
final class KeyProof {

    /** What the check value of a key is bound to; its row is the key's own. */
    static final String NAME = "encryption_key.check";

    private static final byte[] KNOWN_TEXT = "netraven".getBytes(StandardCharsets.US_ASCII);

    private KeyProof() {}

    /** Wraps a key and makes its check value. */
    static KeyRow row(EnvelopeCipher cipher, MasterKey master, UUID id, KeyMaterial key, boolean active) {
        byte[] checkValue = cipher.seal(id, key, NAME, id, KNOWN_TEXT);
        return new KeyRow(id, active, wrap(master, id, key), checkValue, Instant.EPOCH, null);
    }

    static WrappedKey wrap(MasterKey master, UUID id, KeyMaterial key) {
        byte[] bytes = key.getEncoded();
        try {
            return master.wrap(id, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Unwraps a key; empty when this master key did not wrap it. */
    static Optional<KeyMaterial> unwrap(MasterKey master, KeyRow row) {
        return master.unwrap(row.id(), row.wrapped()).map(bytes -> {
            try {
                return KeyMaterial.copyOf(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    /** Whether a row has a key, wrapped by this master key. */
    static boolean isWrapped(MasterKey master, KeyRow row, KeyMaterial key) {
        Optional<KeyMaterial> found = unwrap(master, row);
        boolean same = found.filter(key::hasBytesOf).isPresent();
        found.ifPresent(KeyMaterial::destroy);
        return same;
    }

    /** Whether a key is the one that a row's check value was made under. */
    static boolean fits(EnvelopeCipher cipher, KeyMaterial key, KeyRow row) {
        return cipher.open(row.id(), key, NAME, row.id(), row.checkValue())
                .filter(text -> MessageDigest.isEqual(text, KNOWN_TEXT))
                .isPresent();
    }

    /**
     * Unwraps and proves all keys.
     *
     * @throws KeyringMissing when there is no active one
     * @throws MasterKeyMismatch when the master key does not open one of them
     * @throws Undecipherable when a key is not what it was
     */
    static DataKeys prove(EnvelopeCipher cipher, MasterKey master, List<KeyRow> rows) {
        Map<UUID, KeyMaterial> keys = new HashMap<>();
        try {
            unlock(cipher, master, rows, keys);
            return new DataKeys(active(rows), keys);
        } catch (RuntimeException | Error e) {
            keys.values().forEach(KeyMaterial::destroy);
            throw e;
        }
    }

    /**
     * Proves all keys, none of which has to be active, and keeps none.
     *
     * @throws KeyringMissing when there is no key
     * @throws MasterKeyMismatch when the master key does not open one of them
     * @throws Undecipherable when a key is not what it was
     */
    static void proveEach(EnvelopeCipher cipher, MasterKey master, List<KeyRow> rows) {
        Map<UUID, KeyMaterial> keys = new HashMap<>();
        try {
            unlock(cipher, master, rows, keys);
        } finally {
            keys.values().forEach(KeyMaterial::destroy);
        }
    }

    private static UUID active(List<KeyRow> rows) {
        return rows.stream()
                .filter(KeyRow::active)
                .map(KeyRow::id)
                .findFirst()
                .orElseThrow(() -> new KeyringMissing("None of the " + rows.size()
                        + " data keys of this database is active: run keys rotate, which makes a new active one"));
    }

    /** Unwraps and proves the keys one by one. */
    private static void unlock(
            EnvelopeCipher cipher, MasterKey master, List<KeyRow> rows, Map<UUID, KeyMaterial> keys) {
        if (rows.isEmpty()) {
            throw new KeyringMissing("This database has no data key yet: run init with the master key, as the owner");
        }
        List<UUID> closed = new ArrayList<>();
        for (KeyRow row : rows) {
            Optional<KeyMaterial> key = unwrap(master, row);
            if (key.isEmpty()) {
                closed.add(row.id());
                continue;
            }
            keys.put(row.id(), key.get());
            if (!fits(cipher, key.get(), row)) {
                throw new Undecipherable(NAME, row.id());
            }
        }
        if (!closed.isEmpty()) {
            throw new MasterKeyMismatch("The master key does not open " + closed.size() + " of the " + rows.size()
                    + " data keys of this database: " + closed + ". Set the master key that they were made under;"
                    + " while it is being changed, the one before as NETRAVEN_ENCRYPTION_KEY_PREVIOUS too; if it is"
                    + " lost, restore a key backup");
        }
    }
}
