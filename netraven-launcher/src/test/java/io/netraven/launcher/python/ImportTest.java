package io.netraven.launcher.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.tag.Tag;
import io.netraven.schema.testing.TestDatabase;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sample rows of the Python NetRaven have become. */
class ImportTest {

    @RegisterExtension
    static final TestDatabase database =
            TestDatabase.perClass().initializedWith("python_imported", PythonDatabase::prepareAndImport);

    static Stream<String> wholeRows() {
        return PythonDatabase.resource("imported.txt").lines();
    }

    @ParameterizedTest
    @MethodSource("wholeRows")
    void aRowThatIsWholeComesOverInEveryColumn(String line) throws SQLException {
        String table = line.substring(0, line.indexOf(' '));
        String expected = ask("SELECT '" + line.substring(table.length() + 1).replace("'", "''") + "'::jsonb");

        assertThat(list("SELECT to_jsonb(t) FROM netraven." + table + " t")).contains(expected);
    }

    @Test
    void theSchemaIsStillExactlyOurs() {
        assertThat(PythonDatabase.engine(database.dataSource()).validate().differences())
                .isEmpty();
    }

    @Test
    void theExtensionsAreWhereTheyWere() throws SQLException {
        assertThat(list("SELECT extname || ' ' || extnamespace::regnamespace FROM pg_extension ORDER BY 1"))
                .contains("pgcrypto public", "uuid-ossp public");
    }

    @Test
    void anIdThatIsNoUuidBecomesOneOfVersionEightEverywhere() throws SQLException {
        assertThat(list("SELECT id FROM netraven.devices WHERE hostname = 'lab-switch'"))
                .containsExactly(version8("netraven:lab-switch").toString());
        assertThat(list("SELECT hostname FROM netraven.backups b JOIN netraven.devices d ON d.id = device_id"
                        + " WHERE file_path = 'lab/1.cfg'"))
                .containsExactly("lab-switch");
        assertThat(list("SELECT DISTINCT session_id FROM netraven.job_logs WHERE result_message IS DISTINCT FROM"
                        + " 'one backup'"))
                .containsExactly(version8("netraven:nightly").toString());
    }

    @Test
    void anIdInCapitalsStaysThatUuid() throws SQLException {
        assertThat(ask("SELECT id FROM netraven.devices WHERE hostname = 'edge-2'"))
                .isEqualTo("abcdef01-0000-4000-8000-00000000000a");
    }

    @Test
    void theOldDefaultTagIsOursWithItsOwnTextAndDevices() throws SQLException {
        assertThat(list("SELECT id || ' ' || color || ' ' || description FROM netraven.tags WHERE name = 'Default'"))
                .containsExactly(Tag.DEFAULT_ID + " #6366f1 All of our devices");
        assertThat(list("SELECT hostname FROM netraven.device_tags JOIN netraven.devices d ON d.id = device_id"
                        + " WHERE tag_id = '" + Tag.DEFAULT_ID + "' ORDER BY 1"))
                .containsExactly("core-1", "edge-2");
    }

    @Test
    void aSettingOfTheDefaultDataKeepsItsIdAndTakesTheOldValue() throws SQLException {
        assertThat(list("SELECT id || ' ' || value || ' ' || description FROM netraven.admin_settings"
                        + " WHERE key = 'system.job_log_retention_days'"))
                .containsExactly("01970000-0000-7000-8000-000000000101 14 Ours, in fact");
    }

    @Test
    void aFlagWithoutAValueIsFalseAndANumberHasItsDefault() throws SQLException {
        assertThat(ask("SELECT is_active OR is_admin FROM netraven.users WHERE username = 'nobody'"))
                .isEqualTo("f");
        assertThat(ask("SELECT (enabled, port, is_reachable) FROM netraven.devices WHERE hostname = 'edge-1'"))
                .isEqualTo("(f,22,)");
        assertThat(ask("SELECT (use_keys, success_count, failure_count) FROM netraven.credentials WHERE name = 'lab'"))
                .isEqualTo("(f,0,0)");
        assertThat(ask("SELECT (priority, success_count) FROM netraven.credential_tags WHERE last_used IS NULL"))
                .isEqualTo("(0,0)");
    }

    @Test
    void aTimeThatWasNeverSetIsTheOtherOneOrThatOfTheImport() throws SQLException {
        assertThat(ask("SELECT created_at = updated_at AND created_at = '2025-03-04 11:00:00Z' FROM netraven.devices"
                        + " WHERE hostname = 'edge-1'"))
                .isEqualTo("t");
        assertThat(ask("SELECT created_at = updated_at AND created_at > now() - interval '1 hour' FROM netraven.tags"
                        + " WHERE name = 'Routers'"))
                .isEqualTo("t");
    }

    @Test
    void aJsonNullIsNoValue() throws SQLException {
        assertThat(ask("SELECT count(details) FROM netraven.job_log_entries")).isEqualTo("1");
        assertThat(ask("SELECT count(job_data) FROM netraven.job_logs")).isEqualTo("1");
        assertThat(ask("SELECT count(job_data) FROM netraven.scheduled_jobs")).isEqualTo("1");
        assertThat(ask("SELECT count(event_metadata) FROM netraven.audit_logs")).isEqualTo("1");
        assertThat(ask("SELECT value IS NULL FROM netraven.admin_settings WHERE key = 'system.general.banner'"))
                .isEqualTo("t");
    }

    @Test
    void preferencesThatWereNeverSetAreOurDefault() throws SQLException {
        String theDefault = ask("SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid ="
                + " adrelid AND attnum = adnum WHERE attname = 'notification_preferences'");

        assertThat(ask("SELECT count(*) FROM netraven.users WHERE notification_preferences = " + theDefault))
                .isEqualTo("2");
    }

    @Test
    void wordsBecomeOurs() throws SQLException {
        assertThat(list("SELECT concat(hostname, ' ', last_backup_status) FROM netraven.devices ORDER BY 1"))
                .containsExactly("core-1 success", "edge-1 ", "edge-2 success", "lab-switch failure");
        assertThat(list("SELECT status FROM netraven.backups ORDER BY 1"))
                .containsExactly("complete", "complete", "pending");
        assertThat(list("SELECT status FROM netraven.job_logs ORDER BY 1"))
                .containsExactly("completed", "failed", "running");
        assertThat(list("SELECT level FROM netraven.job_log_entries ORDER BY 1"))
                .containsExactly("critical", "info", "warning");
    }

    @Test
    void noSecretComesOver() throws SQLException {
        assertThat(ask("SELECT count(password) + count(key_id) FROM netraven.devices"))
                .isEqualTo("0");
        assertThat(ask("SELECT count(password) + count(key_id) FROM netraven.credentials"))
                .isEqualTo("0");
        assertThat(list("SELECT key FROM netraven.admin_settings WHERE is_sensitive AND value IS NULL"
                        + " AND secret_value IS NULL ORDER BY 1"))
                .containsExactly("notification.email.smtp_password", "notification.email.smtp_username");
        assertThat(ask("SELECT schema_to_xml('netraven', false, false, '')::text LIKE '%plain-%'"))
                .isEqualTo("f");
    }

    @Test
    void theOldRowsAreStillThere() throws SQLException {
        assertThat(ask("SELECT count(*) FROM python_netraven.devices WHERE password = 'plain-device-password'"))
                .isEqualTo("1");
    }

    private static UUID version8(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            BigInteger bits = new BigInteger(1, hash).shiftRight(128);
            long most = (bits.shiftRight(64).longValue() & ~0xF000L) | 0x8000L;
            long least = (bits.longValue() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(most, least);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(String sql) throws SQLException {
        return list(sql).get(0);
    }

    private static List<String> list(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
        }
        return values;
    }
}
