package io.netraven.launcher.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What stops the import: with one error that names it, and nothing written. */
class RefusedImportTest {

    @RegisterExtension
    static final TestDatabase database =
            TestDatabase.perMethod().initializedWith("python_prepared", PythonDatabase::prepare);

    private static final String CONTENT = """
            SELECT string_agg(table_to_xml(oid, true, false, '')::text, '' ORDER BY relname) FROM pg_class
            WHERE relnamespace = to_regnamespace('netraven') AND relkind = 'r'""";

    static List<BadRow> sample() {
        return BadRows.sample();
    }

    static List<BadRow> all() {
        return BadRows.all();
    }

    @ParameterizedTest
    @MethodSource("sample")
    void aBadRowIsNamedWithTableIdAndReason(BadRow bad) throws SQLException {
        execute(bad.sql());

        assertThat(refusal()).contains(bad.line());
    }

    @ParameterizedTest
    @MethodSource("all")
    @Tag("long")
    void everyBadRowIsNamed(BadRow bad) throws SQLException {
        aBadRowIsNamedWithTableIdAndReason(bad);
    }

    @Test
    void nothingButTheBadRowIsNamed() throws SQLException {
        execute("UPDATE python_netraven.devices SET port = 0 WHERE hostname = 'lab-switch'");

        assertThat(refusal())
                .containsExactly("python_netraven.devices, row 'lab-switch', column port: 0 is no port, 1 to 65535");
    }

    @Test
    void allBadRowsAreNamedAtOnce() throws SQLException {
        execute("UPDATE python_netraven.devices SET port = 0; UPDATE python_netraven.tags SET color = 'red'");

        assertThat(refusal()).hasSize(7);
    }

    @Test
    void neitherASecretNorFreeTextIsShown() throws SQLException {
        execute("""
                UPDATE python_netraven.admin_settings SET value = '"plain-\\u0000"' WHERE key LIKE 'security%';
                UPDATE python_netraven.admin_settings SET category = 'mail' WHERE is_sensitive;
                UPDATE python_netraven.devices SET port = 0;
                UPDATE python_netraven.credentials SET name = 'one';
                UPDATE python_netraven.tag_rules SET rule_criteria = 'plain-text';
                """);

        assertThat(refusal()).hasSize(12).noneMatch(line -> line.contains("plain-") || line.contains("encrypted"));
    }

    @Test
    void aSensitiveSettingIsNotLookedInto() throws SQLException {
        execute("UPDATE python_netraven.admin_settings SET value = '\"\\u0000\"' WHERE is_sensitive");

        execute(PythonDatabase.importScript());
    }

    @Test
    void aSecondRunIsRefused() throws SQLException {
        execute(PythonDatabase.importScript());

        assertThat(refusal())
                .hasSize(13)
                .contains(
                        "netraven.users: rows are here already (3); the import goes into what init has just made, once");
    }

    @Test
    void aMissingTableIsNamedOnEitherSide() throws SQLException {
        execute("DROP TABLE python_netraven.audit_logs; DROP TABLE netraven.backups");

        assertThat(refusal())
                .containsExactly(
                        "netraven.backups: the table is missing; run init first",
                        "python_netraven.audit_logs: the table is missing; move the old tables here first");
    }

    @Test
    void anotherVersionOfTheOldTablesIsNamed() throws SQLException {
        execute("""
                ALTER TABLE python_netraven.devices RENAME hostname TO name;
                ALTER TABLE python_netraven.job_logs ALTER start_time TYPE timestamptz;
                """);

        assertThat(refusal())
                .containsExactly(
                        "python_netraven.devices, column hostname: the column is missing",
                        "python_netraven.job_logs, column start_time: the type is timestamp with time zone, expected"
                                + " timestamp without time zone");
    }

    @Test
    void anUnknownColumnMayBeEmptyOnly() throws SQLException {
        execute("ALTER TABLE python_netraven.devices ADD credential_tag_ids json, ADD site text");
        execute("UPDATE python_netraven.devices SET credential_tag_ids = '[]' WHERE hostname = 'core-1'");

        assertThat(refusal())
                .containsExactly("python_netraven.devices, column credential_tag_ids: the column is unknown, and"
                        + " what it holds would be lost (rows: 1)");
    }

    @Test
    void afterTheRowIsMendedTheImportRuns() throws SQLException {
        execute("UPDATE python_netraven.devices SET port = 0 WHERE hostname = 'core-1'");
        assertThat(refusal()).hasSize(1);

        execute("UPDATE python_netraven.devices SET port = 22 WHERE hostname = 'core-1'");
        execute(PythonDatabase.importScript());

        assertThat(PythonDatabase.engine(database.dataSource()).validate().differences())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALTER users ALTER full_name TYPE text; UPDATE users SET full_name = repeat('x', 121)"
                        + " | there is room for 120 | UPDATE users SET full_name = 'x'",
                "ALTER users ALTER password_hash DROP NOT NULL; UPDATE users SET password_hash = NULL"
                        + " | has no value | UPDATE users SET password_hash = 'x'",
                "UPDATE users SET username = 'Nobody' WHERE username <> 'nobody' AND id::text LIKE '1%1'"
                        + " | may be in one | UPDATE users SET username = 'somebody' WHERE username = 'Nobody'",
                "ALTER job_log_entries DROP CONSTRAINT job_log_entries_job_log_id_fkey;"
                        + " UPDATE job_log_entries SET job_log_id = 'dddddddd-0000-4000-8000-000000000001'"
                        + " | is no id in job_logs | DELETE FROM job_log_entries",
                "UPDATE tag_rules SET rule_criteria = 'x' | is no JSON object | DELETE FROM tag_rules",
                "UPDATE backups SET status = 'strange' | is none of | UPDATE backups SET status = 'complete'",
                "UPDATE devices SET ip_address = 'a name' WHERE hostname = 'core-1' | is no address of a host"
                        + " | UPDATE devices SET ip_address = '192.0.2.10' WHERE hostname = 'core-1'",
                "ALTER devices ADD site text; UPDATE devices SET site = 'x' | the column is unknown"
                        + " | ALTER devices DROP site",
                "UPDATE admin_settings SET key = 'security.key_rotation_days', value_type = 'string', is_sensitive = false"
                        + " WHERE id = (SELECT min(id::text) FROM admin_settings)::uuid"
                        + " | the default data has this setting too"
                        + " | UPDATE admin_settings SET key = 'another' WHERE key = 'security.key_rotation_days'"
            })
    @Tag("long")
    void whatThePageSaysOfTheReasonHelps(String damage, String reason, String remedy) throws SQLException {
        execute(ofPython(damage));
        assertThat(refusal()).anyMatch(line -> line.contains(reason));

        execute(ofPython(remedy));
        execute(PythonDatabase.importScript());
    }

    @Test
    void withoutOurTablesInitIsToBeRunFirst() throws SQLException {
        execute("DROP SCHEMA netraven CASCADE");
        assertThat(refusal()).contains("netraven.users: the table is missing; run init first");

        PythonDatabase.engine(database.dataSource()).initialize();
        execute(PythonDatabase.importScript());
    }

    private static String ofPython(String sql) {
        return sql.replaceAll("(UPDATE|FROM) (?=[a-z])", "$1 python_netraven.")
                .replaceAll("(^|; )ALTER ", "$1ALTER TABLE python_netraven.");
    }

    /** The lines of the error, after a look that nothing was written. */
    private static List<String> refusal() throws SQLException {
        String before = content();
        PSQLException refusal = catchThrowableOfType(PSQLException.class, () -> execute(PythonDatabase.importScript()));
        assertThat(content()).isEqualTo(before);

        ServerErrorMessage message =
                Objects.requireNonNull(Objects.requireNonNull(refusal).getServerErrorMessage());
        List<String> lines = Objects.requireNonNull(message.getDetail()).lines().toList();
        assertThat(message.getMessage())
                .isEqualTo("Nothing was imported. In the way: " + lines.size() + ", listed below.");
        assertThat(message.getHint()).contains("docs/from-python-netraven.md");
        return lines;
    }

    private static String content() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONTENT)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
