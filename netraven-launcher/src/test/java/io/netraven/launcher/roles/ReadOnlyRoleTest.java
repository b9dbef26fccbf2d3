package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who looks, as a member of the read-only role, sees everything but secrets, and changes nothing. */
@SuppressWarnings("NullAway.Init")
class ReadOnlyRoleTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass();

    private static Roles roles;

    @BeforeAll
    static void storeRows() throws Exception {
        roles = Roles.in(database.current()).initialized();
        SampleRows.store(roles);
        roles.execute("ANALYZE");
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        roles.close();
    }

    @Test
    void readsRowsOfEveryTable() throws SQLException {
        List<Table> tables;
        try (Connection connection = database.connect()) {
            tables = Table.all(connection);
        }
        SortedSet<Deed> granted = GrantedDeeds.of(NetRavenSchema.model(), Roles.READ_ONLY, tables);
        try (Session person = session()) {
            for (Table table : tables) {
                List<String> columns = table.columns().stream()
                        .filter(column -> granted.contains(new Deed(table.name(), Act.SELECT, column)))
                        .toList();
                assertThat(person.execute("SELECT " + String.join(", ", columns) + " FROM " + table.qualified()))
                        .as(table.name())
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "admin_settings,secret_value",
        "credentials,password",
        "credentials,enable_password",
        "credentials,private_key",
        "credentials,private_key_passphrase",
        "devices,password",
        "encryption_keys,wrapped_key",
        "encryption_keys,check_value",
        "job_log_entries,session_log_content",
        "users,password_hash"
    })
    void neitherReadsASecretNorGuessesIt(String table, String column) throws SQLException {
        String name = "netraven." + table;
        try (Session person = session()) {
            person.isDenied("SELECT * FROM " + name);
            person.isDenied("TABLE " + name);
            person.isDenied("SELECT " + column + " FROM " + name);
            person.isDenied("SELECT t FROM " + name + " t");
            person.isDenied("SELECT to_jsonb(t) FROM " + name + " t");
            person.isDenied("SELECT id FROM " + name + " WHERE " + column + " IS NOT NULL");
            person.isDenied("SELECT id FROM " + name + " ORDER BY " + column);
            person.isDenied("COPY " + name + " TO STDOUT");
            person.isDenied("SELECT query_to_xml('SELECT " + column + " FROM " + name + "', false, false, '')");
            assertThat(person.ask("SELECT attname FROM pg_stats WHERE tablename = '" + table + "'"))
                    .as("what the server knows of values")
                    .isNotEmpty()
                    .doesNotContain(column);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO netraven.tags (id, name) VALUES (gen_random_uuid(), 'mine')",
                "UPDATE netraven.tags SET name = 'mine'",
                "DELETE FROM netraven.tags",
                "TRUNCATE netraven.device_tags",
                "SELECT id FROM netraven.tags FOR UPDATE",
                "SELECT id FROM netraven.tags FOR KEY SHARE",
                "CREATE TABLE netraven.own ()"
            })
    void mayNot(String statement) throws SQLException {
        try (Session person = session()) {
            person.isDenied(statement);
        }
    }

    private static Session session() throws SQLException {
        return new Session(roles.connect(Roles.READ_ONLY));
    }
}
