package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.base.TimeOrderedId;
import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that logs in as a member of the rotation role changes the key of every secret, and sees nothing else. */
@SuppressWarnings("NullAway.Init")
class RotationRoleTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static final List<String> BEYOND = List.of(
            "SELECT hostname FROM netraven.devices",
            "SELECT username FROM netraven.devices",
            "SELECT name FROM netraven.credentials",
            "SELECT username FROM netraven.credentials",
            "SELECT description FROM netraven.admin_settings",
            "SELECT id FROM netraven.users",
            "SELECT id FROM netraven.audit_logs",
            "SELECT name FROM netraven.tags",
            "UPDATE netraven.devices SET hostname = 'other'",
            "UPDATE netraven.devices SET updated_at = now()",
            "UPDATE netraven.credentials SET username = 'other'",
            "UPDATE netraven.admin_settings SET value = '1'",
            "UPDATE netraven.encryption_keys SET wrapped_key = check_value",
            "UPDATE netraven.encryption_keys SET check_value = wrapped_key",
            "UPDATE netraven.encryption_keys SET id = gen_random_uuid()",
            "UPDATE netraven.audit_logs SET description = 'nothing happened'",
            "INSERT INTO netraven.credentials (id) VALUES (gen_random_uuid())",
            "INSERT INTO netraven.schema_history OVERRIDING SYSTEM VALUE SELECT * FROM netraven.schema_history",
            "DELETE FROM netraven.encryption_keys",
            "DELETE FROM netraven.credentials",
            "DELETE FROM netraven.devices",
            "DELETE FROM netraven.admin_settings",
            "DELETE FROM netraven.audit_logs",
            "TRUNCATE netraven.audit_logs");

    /** Copies of the sample rows, so that there is more than one batch. */
    private static final String MORE = """
            INSERT INTO netraven.credentials SELECT (jsonb_populate_record(t,
                jsonb_build_object('id', gen_random_uuid(), 'name', n::text))).* FROM netraven.credentials t, generate_series(1, 4) n;
            INSERT INTO netraven.devices SELECT (jsonb_populate_record(t,
                jsonb_build_object('id', gen_random_uuid()))).* FROM netraven.devices t, generate_series(1, 4) n;
            INSERT INTO netraven.admin_settings SELECT (jsonb_populate_record(t,
                jsonb_build_object('id', gen_random_uuid(), 'key', n::text))).* FROM netraven.admin_settings t, generate_series(1, 4) n
                WHERE secret_value IS NOT NULL""";

    private Roles roles;

    @BeforeEach
    void storeRows() throws SQLException, ReflectiveOperationException {
        roles = Roles.in(database.current()).initialized();
        SampleRows.store(roles);
        roles.execute(MORE);
    }

    @AfterEach
    void dropRoles() throws SQLException {
        roles.close();
    }

    @Test
    void bringsEverySecretUnderANewKeyAndRecordsIt() throws SQLException {
        List<String> before = content();
        UUID newKey = TimeOrderedId.next();
        try (Session session = session()) {
            session.connection().setAutoCommit(false);
            RotationJob job = new RotationJob(session, newKey);
            job.activate();
            for (String table : RotationJob.ENVELOPES.keySet()) {
                assertThat(job.encrypt(table)).as(table).isEqualTo(5);
            }
            job.audit();
            session.connection().commit();
        }
        try (Session superuser = new Session(database.connect())) {
            assertThat(superuser.ask("SELECT id FROM netraven.encryption_keys WHERE state = 'active'"))
                    .containsExactly(newKey.toString());
            // JPA stores a new row as version 1.
            for (String table : RotationJob.ENVELOPES.keySet()) {
                assertThat(superuser.ask("SELECT DISTINCT key_id || ' ' || version FROM netraven." + table
                                + " WHERE key_id IS NOT NULL"))
                        .as(table)
                        .containsExactly(newKey + " 2");
            }
        }
        assertThat(content()).as("all that is not secret").isEqualTo(before);
    }

    @Test
    void knowsTheKeysAndHowOldTheyMayBecome() throws SQLException {
        try (Session job = session()) {
            assertThat(job.execute("SELECT * FROM netraven.encryption_keys")).isEqualTo(1);
            assertThat(job.ask("SELECT value FROM netraven.admin_settings WHERE key = 'security.key_rotation_days'"))
                    .containsExactly("90");
        }
    }

    @Test
    void leavesToAnotherJobWhatThatHasTaken() throws SQLException {
        String take = "SELECT id FROM netraven.devices ORDER BY id LIMIT 3 FOR UPDATE SKIP LOCKED";
        try (Session one = session();
                Session other = session()) {
            one.connection().setAutoCommit(false);
            assertThat(one.execute(take)).isEqualTo(3);
            assertThat(other.execute(take)).isEqualTo(2);
            one.connection().rollback();
        }
    }

    @Test
    void mayNeitherSeeWhoseSecretsTheyAreNorDeleteAnything() throws SQLException {
        try (Session job = session()) {
            BEYOND.forEach(job::isDenied);
        }
    }

    private List<String> content() throws SQLException {
        try (Session superuser = new Session(database.connect())) {
            return superuser.ask("""
                    SELECT (to_jsonb(t) - '{key_id,version,password}'::text[])::text FROM netraven.devices t
                    UNION ALL
                    SELECT (to_jsonb(t) - '{key_id,version,secret_value}'::text[])::text FROM netraven.admin_settings t
                    UNION ALL
                    SELECT (to_jsonb(t) - '{key_id,version,password,enable_password,private_key,private_key_passphrase}'::text[])::text
                    FROM netraven.credentials t
                    ORDER BY 1""");
        }
    }

    private Session session() throws SQLException {
        return new Session(roles.connect(Roles.ROTATION));
    }
}
