package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Conflict;
import io.netraven.credentials.CredentialException.FileDamaged;
import io.netraven.credentials.RestoredKey.Action;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.internal.sql.Session;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Data keys outside of the database, unwrapped, in a file that a passphrase protects: what makes secrets readable again
 * when the master key or the keyring is lost. The content is {@code count(4)}, then for each key {@code id(16) |
 * active(1) | key(32)}, numbers with the highest byte first.
 */
final class KeyBackup implements AutoCloseable {

    private static final int MOST_KEYS = 100_000;

    private static final String ACTIVATE_WHERE_NONE_IS = """
            UPDATE $.encryption_keys SET state = 'active', activated_at = now()
            WHERE id = ? AND NOT EXISTS (SELECT FROM $.encryption_keys WHERE state = 'active')
            """;

    private final Map<UUID, SavedKey> keys;

    private KeyBackup(Map<UUID, SavedKey> keys) {
        this.keys = keys;
    }

    /** A key of a backup. */
    private record SavedKey(UUID id, boolean active, KeyMaterial key) {}

    /** Writes keys, which stay the caller's. */
    static void write(Path target, Secret passphrase, ProtectedFiles files, DataKeys keys) {
        files.write(target, Kind.DATA_KEYS, passphrase, out -> write(out, keys));
    }

    private static void write(OutputStream out, DataKeys keys) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(keys.keys().size());
        for (Map.Entry<UUID, KeyMaterial> each : keys.keys().entrySet()) {
            data.writeLong(each.getKey().getMostSignificantBits());
            data.writeLong(each.getKey().getLeastSignificantBits());
            data.writeBoolean(each.getKey().equals(keys.active()));
            byte[] bytes = each.getValue().getEncoded();
            try {
                data.write(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
        data.flush();
    }

    /** Reads a file. */
    static KeyBackup read(Path source, Secret passphrase, ProtectedFiles files) {
        return new KeyBackup(files.read(source, Kind.DATA_KEYS, passphrase, KeyBackup::read));
    }

    private static Map<UUID, SavedKey> read(InputStream in) throws IOException {
        Map<UUID, SavedKey> keys = new LinkedHashMap<>();
        boolean whole = false;
        try {
            whole = read(new DataInputStream(in), keys);
        } catch (EOFException e) {
            // Told below.
        } finally {
            if (!whole) {
                keys.values().forEach(saved -> saved.key().destroy());
            }
        }
        if (!whole) {
            throw new FileDamaged("The key backup has not the keys that it says it has: take another copy");
        }
        return keys;
    }

    private static boolean read(DataInputStream data, Map<UUID, SavedKey> into) throws IOException {
        int count = data.readInt();
        if (count < 1 || count > MOST_KEYS) {
            throw new FileDamaged("The key backup says it has " + count + " keys: take another copy");
        }
        for (int i = 0; i < count; i++) {
            UUID id = new UUID(data.readLong(), data.readLong());
            boolean active = data.readBoolean();
            byte[] bytes = new byte[KeyMaterial.LENGTH];
            data.readFully(bytes);
            SavedKey before = into.put(id, new SavedKey(id, active, KeyMaterial.copyOf(bytes)));
            Arrays.fill(bytes, (byte) 0);
            if (before != null) {
                before.key().destroy();
                return false;
            }
        }
        return data.read() < 0;
    }

    /**
     * Finds out what is to be done with each key.
     *
     * @throws Conflict when an id stands for another key in the database
     */
    List<RestoredKey> plan(EnvelopeCipher cipher, MasterKey master, List<KeyRow> rows) {
        List<RestoredKey> plan = new ArrayList<>();
        List<UUID> others = new ArrayList<>();
        for (SavedKey key : keys.values()) {
            Optional<KeyRow> row =
                    rows.stream().filter(each -> each.id().equals(key.id())).findFirst();
            if (row.isEmpty()) {
                plan.add(new RestoredKey(key.id(), Action.ADD));
            } else {
                boolean fits = KeyProof.fits(cipher, key.key(), row.get());
                boolean opens = KeyProof.isWrapped(master, row.get(), key.key());
                if (fits || opens) {
                    plan.add(new RestoredKey(key.id(), fits && opens ? Action.PRESENT : Action.REWRAP));
                } else {
                    others.add(key.id());
                }
            }
        }
        if (!others.isEmpty()) {
            throw new Conflict("The database has other keys under the ids " + others
                    + ": take a key backup of this database, or restore these rows of encryption_keys from a backup of"
                    + " it; nothing is restored");
        }
        return plan;
    }

    /** Does what the plan says. The backup's active key becomes active only where there is none. */
    void restore(Session session, EnvelopeCipher cipher, MasterKey master, Audit audit, List<RestoredKey> plan)
            throws SQLException {
        for (RestoredKey each : plan) {
            SavedKey saved = Optional.ofNullable(keys.get(each.id())).orElseThrow();
            switch (each.action()) {
                case ADD ->
                    KeyProof.row(cipher, master, saved.id(), saved.key(), false).insert(session);
                case REWRAP ->
                    KeyProof.row(cipher, master, saved.id(), saved.key(), false).replace(session);
                case PRESENT -> {
                    continue;
                }
            }
            audit.key(session, "restored", saved.id(), "From a key backup: " + each.action());
        }
        for (SavedKey saved : keys.values()) {
            if (saved.active()) {
                session.update(ACTIVATE_WHERE_NONE_IS, saved.id());
            }
        }
    }

    @Override
    public void close() {
        keys.values().forEach(saved -> saved.key().destroy());
    }
}
