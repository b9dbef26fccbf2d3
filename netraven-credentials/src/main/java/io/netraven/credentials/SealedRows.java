package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads and writes the envelopes of one table in bulk. */
final class SealedRows {

    /** The envelopes of a batch are fewer bytes than this, but for its last row. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final String SKIPPING = " SKIP LOCKED";
    private static final byte[] ABSENT = {};
    private static final UUID NO_KEY = new UUID(0, 0);

    private final EncryptedTable table;
    private final String next;
    private final String lockNext;
    private final String lockNamed;
    private final String write;

    SealedRows(EncryptedTable table) {
        this.table = table;
        this.next = next();
        this.lockNext = lock("ARRAY(" + next + ")");
        this.lockNamed = lock("?::uuid[]");
        this.write = write();
    }

    /** The ids of the rows of a batch, which are under another key than the active one. Locks nothing. */
    private String next() {
        List<String> lengths = new ArrayList<>();
        table.columns().forEach(column -> lengths.add("coalesce(octet_length(" + column + "), 0)"));
        return "SELECT id FROM (SELECT id, sum(bytes) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
                + " AS bytes_before FROM (SELECT id, " + String.join(" + ", lengths) + " AS bytes FROM $."
                + table.name()
                + " WHERE key_id <> ? AND id > ? ORDER BY id LIMIT ?) AS pending) AS sized"
                + " WHERE coalesce(bytes_before, 0) < ?";
    }

    /**
     * Locks the rows of a batch in the order of their ids, and no other row: what one worker locked and left, another one
     * would go past.
     */
    private String lock(String ids) {
        return select(table) + " WHERE id = ANY (" + ids + ") AND key_id <> ? ORDER BY id FOR NO KEY UPDATE";
    }

    /**
     * Compares and sets: a row that is not as it was read is left alone. The range of ids says nothing new, except to the
     * planner, which would read the whole table for each batch.
     */
    private String write() {
        List<String> sets = new ArrayList<>();
        table.columns().forEach(column -> sets.add(column + " = u." + column));
        return "UPDATE $." + table.name() + " AS t SET " + String.join(", ", sets)
                + ", key_id = ?, version = t.version + 1 FROM unnest(?::uuid[], ?::uuid[], ?::bigint[]"
                + ", ?::bytea[]".repeat(table.columns().size()) + ") AS u (id, key_id, version, "
                + String.join(", ", table.columns())
                + ") WHERE t.id = u.id AND t.key_id = u.key_id AND t.version = u.version AND t.id BETWEEN ? AND ?";
    }

    /** Locks the next rows after an id that are under another key than the active one: a batch of them at the most. */
    List<SealedRow> lock(Session session, UUID active, UUID after, int most, boolean skippingLocked)
            throws SQLException {
        return session.query(
                lockNext + (skippingLocked ? SKIPPING : ""),
                row -> read(table, row),
                active,
                after,
                most,
                MOST_BYTES,
                active);
    }

    /** Locks those of some rows that are under another key than the active one. */
    List<SealedRow> lock(Session session, UUID active, List<UUID> ids, boolean skippingLocked) throws SQLException {
        return session.query(
                lockNamed + (skippingLocked ? SKIPPING : ""),
                row -> read(table, row),
                session.array("uuid", ids.toArray()),
                active);
    }

    /** The last row of the batch after an id, whoever holds it. */
    Optional<UUID> last(Session session, UUID active, UUID after, int most) throws SQLException {
        return session.find(
                next + " ORDER BY id DESC LIMIT 1",
                row -> row.getObject(1, UUID.class),
                active,
                after,
                most,
                MOST_BYTES);
    }

    /** Reads one row, and locks it where the text that ends the query says so. */
    static Optional<SealedRow> one(Session session, EncryptedTable table, UUID id, String lock) throws SQLException {
        return session.find(select(table) + " WHERE id = ?" + lock, row -> read(table, row), id);
    }

    /** Reads rows; the text that ends the query orders and locks them. */
    static List<SealedRow> some(Session session, EncryptedTable table, Collection<UUID> ids, String ending)
            throws SQLException {
        return session.query(
                select(table) + " WHERE id = ANY (?)" + ending,
                row -> read(table, row),
                session.array("uuid", ids.toArray()));
    }

    private static String select(EncryptedTable table) {
        return "SELECT id, key_id, version, " + String.join(", ", table.columns()) + " FROM $." + table.name();
    }

    private static SealedRow read(EncryptedTable table, ResultSet row) throws SQLException {
        List<byte[]> envelopes = new ArrayList<>();
        for (String column : table.columns()) {
            byte[] envelope = row.getBytes(column);
            envelopes.add(envelope == null ? ABSENT : envelope);
        }
        UUID key = row.getObject("key_id", UUID.class);
        return new SealedRow(
                row.getObject("id", UUID.class), key == null ? NO_KEY : key, row.getLong("version"), envelopes);
    }

    int write(Session session, UUID active, List<SealedRow> rows) throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(active);
        values.add(session.array("uuid", rows.stream().map(SealedRow::id).toArray()));
        values.add(session.array("uuid", rows.stream().map(SealedRow::keyId).toArray()));
        values.add(session.array("int8", rows.stream().map(SealedRow::version).toArray()));
        for (int i = 0; i < table.columns().size(); i++) {
            byte[][] envelopes = new byte[rows.size()][];
            for (int r = 0; r < envelopes.length; r++) {
                byte[] envelope = rows.get(r).envelopes().get(i);
                envelopes[r] = envelope.length == 0 ? null : envelope;
            }
            values.add(session.array("bytea", envelopes));
        }
        values.add(rows.get(0).id());
        values.add(rows.get(rows.size() - 1).id());
        return session.update(write, values.toArray());
    }
}
