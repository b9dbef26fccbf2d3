package io.netraven.launcher.roles;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements by which the data key is changed, and every secret comes under the new one. */
final class RotationJob {

    /** The envelopes of each table. */
    static final Map<String, List<String>> ENVELOPES = Map.of(
            "admin_settings", List.of("secret_value"),
            "credentials", List.of("password", "enable_password", "private_key", "private_key_passphrase"),
            "devices", List.of("password"));

    private static final int BATCH = 2;

    private final Session session;
    private final UUID newKey;

    RotationJob(Session session, UUID newKey) {
        this.session = session;
        this.newKey = newKey;
    }

    /** Makes the new key the active one; its wrapped key and check value are those of the old one, under its own id. */
    void activate() throws SQLException {
        session.execute("SELECT pg_advisory_xact_lock(7, 7)");
        session.execute("""
                INSERT INTO netraven.encryption_keys (id, wrapped_key, state, algorithm, wrap_parameters, check_value)
                SELECT ?, wrapped_key, 'decrypt_only', algorithm, wrap_parameters,
                    overlay(check_value PLACING uuid_send(?) FROM 5)
                FROM netraven.encryption_keys WHERE state = 'active'
                """, newKey, newKey);
        session.execute("UPDATE netraven.encryption_keys SET state = 'decrypt_only' WHERE state = 'active'");
        session.execute(
                "UPDATE netraven.encryption_keys SET state = 'active', activated_at = now() WHERE id = ?", newKey);
    }

    /** Brings all rows of a table under the new key, a few at a time; returns how many. */
    int encrypt(String table) throws SQLException {
        int rows = 0;
        for (int written = batch(table); written > 0; written = batch(table)) {
            rows += written;
        }
        return rows;
    }

    void audit() throws SQLException {
        session.execute("""
                INSERT INTO netraven.audit_logs (id, event_type, event_name, actor_type, description, status)
                VALUES (gen_random_uuid(), 'key', 'rotated', 'system', 'A new key is active', 'success')
                """);
    }

    private int batch(String table) throws SQLException {
        List<Sealed> rows = read(table);
        return rows.isEmpty() ? 0 : write(table, rows);
    }

    private List<Sealed> read(String table) throws SQLException {
        List<String> columns = Objects.requireNonNull(ENVELOPES.get(table));
        String query = "SELECT id, key_id, version, " + String.join(", ", columns) + " FROM netraven." + table
                + " WHERE key_id <> ? ORDER BY id LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED";
        List<Sealed> rows = new ArrayList<>();
        try (PreparedStatement statement = session.connection().prepareStatement(query)) {
            statement.setObject(1, newKey);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<byte[]> envelopes = new ArrayList<>();
                    for (String column : columns) {
                        envelopes.add(row.getBytes(column));
                    }
                    rows.add(new Sealed(
                            row.getObject("id", UUID.class),
                            row.getObject("key_id", UUID.class),
                            row.getLong("version"),
                            envelopes));
                }
            }
        }
        return rows;
    }

    private int write(String table, List<Sealed> rows) throws SQLException {
        List<String> columns = Objects.requireNonNull(ENVELOPES.get(table));
        StringBuilder sql = new StringBuilder("UPDATE netraven.").append(table).append(" AS t SET ");
        columns.forEach(
                column -> sql.append(column).append(" = u.").append(column).append(", "));
        sql.append("key_id = ?, version = t.version + 1 FROM unnest(?::uuid[], ?::uuid[], ?::bigint[]")
                .append(", ?::bytea[]".repeat(columns.size()))
                .append(") AS u (id, key_id, version, ")
                .append(String.join(", ", columns))
                .append(") WHERE t.id = u.id AND t.key_id = u.key_id AND t.version = u.version");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(newKey);
        values.add(array("uuid", rows.stream().map(Sealed::id).toArray()));
        values.add(array("uuid", rows.stream().map(Sealed::keyId).toArray()));
        values.add(array("bigint", rows.stream().map(Sealed::version).toArray()));
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            values.add(array(
                    "bytea", rows.stream().map(row -> row.under(newKey, column)).toArray(byte[][]::new)));
        }
        return session.execute(sql.toString(), values.toArray());
    }

    private Array array(String type, Object[] values) throws SQLException {
        return session.connection().createArrayOf(type, values);
    }
}
