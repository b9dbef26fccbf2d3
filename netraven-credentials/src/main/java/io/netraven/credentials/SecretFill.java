package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sets one secret of rows that have none of its kind, and of no others.
 *
 * @param keys seals
 * @param table whose rows
 * @param column of the secret
 */
record SecretFill(UnlockedKeys keys, EncryptedTable table, String column) {

    /**
     * What became of the rows.
     *
     * @param present those that are there
     * @param set those of them that had no secret, and have it now
     */
    record Filled(Set<UUID> present, Set<UUID> set) {}

    /** Locks the rows, in the order of their ids, and brings all their secrets under the active key: a row has one. */
    Filled fill(Session session, DataKeys held, Map<UUID, Secret> secrets) throws SQLException {
        if (secrets.isEmpty()) {
            return new Filled(Set.of(), Set.of());
        }
        List<SealedRow> rows = SealedRows.some(session, table, secrets.keySet(), " ORDER BY id FOR NO KEY UPDATE");
        Set<UUID> present = new HashSet<>();
        Map<UUID, List<byte[]>> written = new HashMap<>();
        int place = table.columns().indexOf(column);
        for (SealedRow row : rows) {
            present.add(row.id());
            Secret secret = secrets.get(row.id());
            if (secret != null && row.envelopes().get(place).length == 0) {
                written.put(row.id(), envelopes(held, row, secret));
            }
        }
        write(session, held, written);
        return new Filled(present, Set.copyOf(written.keySet()));
    }

    private List<byte[]> envelopes(DataKeys held, SealedRow row, Secret secret) {
        List<byte[]> envelopes = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String logicalName = table.logicalName(table.columns().get(i));
            byte[] present = row.envelopes().get(i);
            if (table.columns().get(i).equals(column)) {
                envelopes.add(keys.seal(held, logicalName, row.id(), secret));
            } else if (present.length == 0 || row.keyId().equals(held.active())) {
                envelopes.add(present);
            } else {
                envelopes.add(keys.reseal(held, logicalName, row.id(), present)
                        .orElseThrow(() -> new CredentialException.Undecipherable(logicalName, row.id())));
            }
        }
        return envelopes;
    }

    private void write(Session session, DataKeys held, Map<UUID, List<byte[]>> rows) throws SQLException {
        List<UUID> ids = List.copyOf(rows.keySet());
        List<Object> values = new ArrayList<>();
        values.add(held.active());
        values.add(session.array("uuid", ids.toArray()));
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            byte[][] envelopes = new byte[ids.size()][];
            for (int r = 0; r < envelopes.length; r++) {
                byte[] envelope = rows.getOrDefault(ids.get(r), List.of()).get(i);
                envelopes[r] = envelope.length == 0 ? null : envelope;
            }
            values.add(session.array("bytea", envelopes));
            sets.add(table.columns().get(i) + " = u." + table.columns().get(i));
        }
        session.update(
                "UPDATE $." + table.name() + " AS t SET " + String.join(", ", sets)
                        + ", key_id = ?, version = t.version + 1, updated_at = now() FROM unnest(?::uuid[]"
                        + ", ?::bytea[]".repeat(sets.size()) + ") AS u (id, "
                        + String.join(", ", table.columns()) + ") WHERE t.id = u.id",
                values.toArray());
    }
}
