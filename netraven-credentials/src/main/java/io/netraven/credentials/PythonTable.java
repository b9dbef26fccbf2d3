package io.netraven.credentials;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netraven.credentials.internal.record.JsonRecords;
import io.netraven.credentials.internal.sql.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A table of the Python NetRaven that has secrets, in the schema where {@code docs/from-python-netraven.md} puts it.
 *
 * @param ours where they go
 * @param kind of row, in the audit log
 * @param column of ours that gets them
 * @param query for what orders the old rows, their names and values, and the ids of ours where only SQL knows them
 */
record PythonTable(EncryptedTable ours, String kind, String column, String query) {

    private static final PythonTable CREDENTIALS =
            new PythonTable(EncryptedTable.CREDENTIALS, "credential", "password", """
            SELECT p.id::text COLLATE "C" AS old_id, p.name, p.password, NULL::uuid AS id
            FROM python_netraven.credentials p WHERE p.password <> ''
            """);
    private static final PythonTable DEVICES = new PythonTable(EncryptedTable.DEVICES, "device", "password", """
            SELECT p.id::text COLLATE "C" AS old_id, p.hostname, p.password, NULL::uuid AS id
            FROM python_netraven.devices p WHERE p.password <> ''
            """);
    private static final PythonTable SETTINGS =
            new PythonTable(EncryptedTable.SETTINGS, "admin_setting", "secret_value", """
            SELECT p.key::text COLLATE "C" AS old_id, p.key, p.value::text,
                coalesce((SELECT n.id FROM $.admin_settings n WHERE n.key = p.key AND n.is_sensitive), p.id) AS id
            FROM python_netraven.admin_settings p
            WHERE p.is_sensitive AND p.value::text NOT IN ('null', '""')
            """);

    /** All of them. */
    static final List<PythonTable> ALL = List.of(CREDENTIALS, DEVICES, SETTINGS);

    /** All of them are there, or the old tables have not been moved. */
    private static final String PRESENT = """
            SELECT to_regclass('python_netraven.credentials') IS NOT NULL
                AND to_regclass('python_netraven.devices') IS NOT NULL
                AND to_regclass('python_netraven.admin_settings') IS NOT NULL
            """;

    private static final Pattern UUID_TEXT = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * A row with a secret.
     *
     * @param oldId orders the rows
     * @param id of our row
     * @param name what it is called
     * @param value as it was stored, in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Row(String oldId, UUID id, String name, byte[] value) {}

    static boolean arePresent(Session session) throws SQLException {
        return session.find(PRESENT, row -> row.getBoolean(1)).orElse(false);
    }

    List<Row> read(Session session, String after, int rows) throws SQLException {
        return session.query(
                "SELECT * FROM (" + query + ") p WHERE old_id > ? ORDER BY old_id LIMIT ?", this::row, after, rows);
    }

    private Row row(ResultSet row) throws SQLException {
        String oldId = row.getString(1);
        UUID id = row.getObject(4, UUID.class);
        String value = row.getString(3);
        String text = ours == EncryptedTable.SETTINGS ? setting(value) : value;
        return new Row(
                oldId, id == null ? identifier(oldId) : id, row.getString(2), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Our row's id, by the rule of docs/table-mapping.md. */
    static UUID identifier(String oldId) {
        if (UUID_TEXT.matcher(oldId).matches()) {
            return UUID.fromString(oldId);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(("netraven:" + oldId).getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) ((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
            String hex = HexFormat.of().formatHex(hash, 0, 16);
            return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256", e);
        }
    }

    /** The value of a setting is JSON: of a text its content, else as it is written. */
    private static String setting(String json) {
        try (JsonParser parser = JsonRecords.factory().createParser(json)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : json;
        } catch (IOException e) {
            // Longer than any secret may be, which is found out of it as it is.
            return json;
        }
    }
}
