package io.netraven.credentials;

import io.netraven.credentials.CredentialException.Conflict;
import io.netraven.credentials.CredentialException.NotFound;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes credentials: each method within a transaction that holds the lock of writers where there are secrets. */
final class CredentialRows {

    private final UnlockedKeys keys;

    CredentialRows(UnlockedKeys keys) {
        this.keys = keys;
    }

    UUID insert(Session session, DataKeys held, NewCredential credential) throws SQLException {
        UUID id = TimeOrderedId.next();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.putAll(credential.fields().values());
        credential.secrets().forEach((part, secret) -> values.put(part.column(), seal(held, id, part, secret)));
        values.put("key_id", credential.secrets().isEmpty() ? null : held.active());
        session.update(
                "INSERT INTO $.credentials (" + String.join(", ", values.keySet()) + ") VALUES (?"
                        + ", ?".repeat(values.size() - 1) + ")",
                values.values().toArray());
        insertTags(session, id, credential.tags());
        return id;
    }

    private static void insertTags(Session session, UUID id, Map<UUID, Double> tags) throws SQLException {
        if (tags.isEmpty()) {
            return;
        }
        List<UUID> ids = new ArrayList<>();
        tags.forEach((tag, priority) -> ids.add(TimeOrderedId.next()));
        session.update(
                """
                INSERT INTO $.credential_tags (id, credential_id, tag_id, priority)
                SELECT t.id, ?, t.tag_id, t.priority
                FROM unnest(?::uuid[], ?::uuid[], ?::float8[]) AS t (id, tag_id, priority)
                """,
                id,
                session.array("uuid", ids.toArray()),
                session.array("uuid", tags.keySet().toArray()),
                session.array("float8", tags.values().toArray()));
    }

    /** Locks the row, and brings all its secrets under the active key, changed or not: a row has one key. */
    void update(Session session, DataKeys held, UUID id, CredentialChange change) throws SQLException {
        SealedRow row = lock(session, id);
        if (change.version().isPresent() && change.version().getAsLong() != row.version()) {
            throw new Conflict("The credential " + id + " is at version " + row.version() + ", not "
                    + change.version().getAsLong() + ": somebody has changed it, read it again");
        }
        Map<String, @Nullable Object> values =
                new LinkedHashMap<>(change.fields().values());
        if (!change.secrets().isEmpty()) {
            Map<SecretPart, byte[]> envelopes = envelopes(held, row, change.secrets());
            for (SecretPart part : SecretPart.values()) {
                values.put(part.column(), envelopes.get(part));
            }
            values.put("key_id", envelopes.isEmpty() ? null : held.active());
        }
        List<@Nullable Object> bound = new ArrayList<>(values.values());
        bound.add(id);
        StringBuilder sets = new StringBuilder();
        values.keySet().forEach(column -> sets.append(column).append(" = ?, "));
        session.update(
                "UPDATE $.credentials SET " + sets + "version = version + 1, updated_at = now() WHERE id = ?",
                bound.toArray());
        if (!change.secrets().isEmpty()) {
            forgetRejections(session, id);
        }
    }

    private Map<SecretPart, byte[]> envelopes(DataKeys held, SealedRow row, Map<SecretPart, Optional<Secret>> changes) {
        Map<SecretPart, byte[]> envelopes = new EnumMap<>(SecretPart.class);
        for (SecretPart part : SecretPart.values()) {
            byte[] present = row.envelope(part);
            Optional<Secret> change = changes.get(part);
            if (change != null) {
                change.ifPresent(secret -> envelopes.put(part, seal(held, row.id(), part, secret)));
            } else if (present.length > 0) {
                envelopes.put(part, underActiveKey(held, row, part, present));
            }
        }
        return envelopes;
    }

    private byte[] underActiveKey(DataKeys held, SealedRow row, SecretPart part, byte[] envelope) {
        if (row.keyId().equals(held.active())) {
            return envelope;
        }
        return keys.reseal(held, part.logicalName(), row.id(), envelope)
                .orElseThrow(() -> new CredentialException.Undecipherable(part.logicalName(), row.id()));
    }

    private byte[] seal(DataKeys held, UUID id, SecretPart part, Secret secret) {
        return keys.seal(held, part.logicalName(), id, secret);
    }

    private static SealedRow lock(Session session, UUID id) throws SQLException {
        return SealedRows.one(session, EncryptedTable.CREDENTIALS, id, " FOR NO KEY UPDATE")
                .orElseThrow(() -> missing(id));
    }

    static NotFound missing(UUID id) {
        return new NotFound("There is no credential " + id);
    }

    /** Begins to count anew: what was rejected was another secret, or an operator says so. Returns how many it found. */
    static int forgetRejections(Session session, UUID id) throws SQLException {
        int found = session.update(
                "UPDATE $.credentials SET rejecting_devices = 0, quarantined_at = NULL, quarantine_reason = NULL"
                        + " WHERE id = ?",
                id);
        session.update("UPDATE $.device_credentials SET last_rejection = NULL WHERE credential_id = ?", id);
        return found;
    }

    static void tag(Session session, UUID id, UUID tag, double priority) throws SQLException {
        session.update("""
                INSERT INTO $.credential_tags AS t (id, credential_id, tag_id, priority) VALUES (?, ?, ?, ?)
                ON CONFLICT (credential_id, tag_id) DO UPDATE SET priority = excluded.priority, updated_at = now()
                WHERE t.priority <> excluded.priority
                """, TimeOrderedId.next(), id, tag, CredentialFields.checkedPriority(priority));
    }
}
