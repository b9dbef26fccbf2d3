package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code encryption_keys}.
 *
 * @param id the data key's id
 * @param active whether new secrets are encrypted under it
 * @param wrapped the data key, wrapped
 * @param checkValue an envelope that only the right key opens
 * @param createdAt when the key was made
 * @param activatedAt when it became the active one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record KeyRow(
        UUID id,
        boolean active,
        WrappedKey wrapped,
        byte[] checkValue,
        Instant createdAt,
        @Nullable Instant activatedAt) {

    static final String ALGORITHM = "AES-256-GCM";

    private static final String ACTIVE = "active";
    private static final String DECRYPT_ONLY = "decrypt_only";

    private static final String SELECT = """
            SELECT id, state, wrapped_key, check_value, created_at, activated_at,
                ARRAY(SELECT key FROM jsonb_each_text(wrap_parameters) ORDER BY key) AS parameter_names,
                ARRAY(SELECT value FROM jsonb_each_text(wrap_parameters) ORDER BY key) AS parameter_values
            FROM $.encryption_keys ORDER BY id
            """;

    static List<KeyRow> all(Session session) throws SQLException {
        return session.query(SELECT, KeyRow::read);
    }

    private static KeyRow read(ResultSet row) throws SQLException {
        Instant created = Session.instant(row, "created_at");
        return new KeyRow(
                row.getObject("id", UUID.class),
                ACTIVE.equals(row.getString("state")),
                new WrappedKey(parameters(row), row.getBytes("wrapped_key")),
                row.getBytes("check_value"),
                created == null ? Instant.EPOCH : created,
                Session.instant(row, "activated_at"));
    }

    private static Map<String, String> parameters(ResultSet row) throws SQLException {
        String[] names = texts(row.getArray("parameter_names"));
        @Nullable String[] values = texts(row.getArray("parameter_values"));
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            String value = values[i];
            parameters.put(names[i], value == null ? "" : value);
        }
        return parameters;
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    /** Inserts the row. */
    void insert(Session session) throws SQLException {
        session.update(
                """
                INSERT INTO $.encryption_keys
                    (id, wrapped_key, state, algorithm, wrap_parameters, check_value, activated_at)
                VALUES (?, ?, ?, ?, jsonb_object(?::text[], ?::text[]), ?, CASE WHEN ? THEN now() END)
                """,
                id,
                wrapped.bytes(),
                active ? ACTIVE : DECRYPT_ONLY,
                ALGORITHM,
                names(session),
                values(session),
                checkValue,
                active);
    }

    /** Writes the wrapped key and its check value into the row that is there. */
    void replace(Session session) throws SQLException {
        rewrap(session, id, wrapped);
        session.update("UPDATE $.encryption_keys SET check_value = ? WHERE id = ?", checkValue, id);
    }

    /** Replaces what the row's key is wrapped by. */
    static void rewrap(Session session, UUID id, WrappedKey wrapped) throws SQLException {
        KeyRow row = new KeyRow(id, false, wrapped, new byte[0], Instant.EPOCH, null);
        session.update(
                "UPDATE $.encryption_keys SET wrapped_key = ?, wrap_parameters = jsonb_object(?::text[], ?::text[])"
                        + " WHERE id = ?",
                wrapped.bytes(),
                row.names(session),
                row.values(session),
                id);
    }

    private Array names(Session session) throws SQLException {
        return session.array(
                "text", wrapped.parameters().keySet().stream().sorted().toArray());
    }

    private Array values(Session session) throws SQLException {
        return session.array(
                "text",
                wrapped.parameters().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toArray());
    }
}
