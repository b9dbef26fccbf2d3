package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PurgeCommandTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setDatabase() {
        environment.put("POSTGRES_HOST", database.host());
        environment.put("POSTGRES_PORT", Integer.toString(database.port()));
        environment.put("POSTGRES_DB", database.name());
        environment.put("POSTGRES_USER", database.user());
        environment.put("POSTGRES_PASSWORD", database.password());
    }

    private LauncherRun run(String... options) {
        List<String> args = new ArrayList<>(List.of("purge"));
        args.addAll(List.of(options));
        return LauncherRun.of(environment, args.toArray(String[]::new));
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect()) {
            Sql.execute(connection, statements);
        }
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return Sql.ask(connection, query);
        }
    }

    /** An expired job log with ten entries, and an audit record of a year and a day. */
    private static void fill() throws SQLException {
        execute(
                "INSERT INTO netraven.users (id, username, email, password_hash)"
                        + " VALUES (gen_random_uuid(), 'jobs', 'jobs@netraven.example', '!')",
                "INSERT INTO netraven.job_logs (id, session_id, job_type, status, start_time, retention_days,"
                        + " created_by) SELECT gen_random_uuid(), gen_random_uuid(), 'backup', 'failed',"
                        + " now() - interval '2 days', 1, id FROM netraven.users",
                "INSERT INTO netraven.job_log_entries (id, job_log_id, timestamp, level, message)"
                        + " SELECT gen_random_uuid(), id, now(), 'info', 'entry ' || n"
                        + " FROM netraven.job_logs, generate_series(1, 10) AS n",
                "INSERT INTO netraven.audit_logs (id, event_type, event_name, description, status, created_at)"
                        + " VALUES (gen_random_uuid(), 'auth', 'login', 'a login', 'success',"
                        + " now() - interval '366 days')");
    }

    @Test
    void tellsWhatIsGoneAndHowFast() throws SQLException {
        fill();

        LauncherRun run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("PURGED")
                .contains("1, and 10 entries", "all kept: no --audit-days", " rows/s");
        assertThat(run.err()).contains("{\"event\":\"progress\",\"table\":\"job_log_entries\",\"rows\":11,\"rowsPer");
        assertThat(run("--quiet").out()).startsWith("UP_TO_DATE");
        assertThat(ask("SELECT count(*) FROM netraven.audit_logs")).isEqualTo("2");
    }

    @Test
    void isADocumentInTheFormatJson() throws SQLException {
        fill();
        environment.put("NETRAVEN_AUDIT_DAYS", "365");

        assertThat(JsonText.read(run("--dry-run", "--format=json", "--quiet").out()))
                .containsEntry("dryRun", "true")
                .containsEntry("auditLogs", "1");
        assertThat(JsonText.read(run("--format=json", "--quiet").out()))
                .containsEntry("command", "purge")
                .containsEntry("exitCode", "0")
                .containsEntry("dryRun", "false")
                .containsEntry("jobLogs", "1")
                .containsEntry("jobLogEntries", "10")
                .containsEntry("auditLogs", "1")
                .containsEntry("historyRows", "null")
                .containsEntry("passedOverJobLogs", "0")
                .containsKeys("milliseconds", "rowsPerSecond");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "read_only"})
    void needsTheOwnerAndSaysSoBeforeAnythingIsDeleted(String word) throws SQLException {
        fill();
        String role = database.name() + "_" + word;
        try {
            Configuration.Builder roles = Configuration.builder().dataSource(database.dataSource());
            NetRaven.start((word.equals("application") ? roles.applicationRole(role) : roles.readOnlyRole(role))
                            .build())
                    .close();
            execute("ALTER ROLE " + role + " LOGIN PASSWORD 'of-the-role'");
            environment.put("POSTGRES_USER", role);
            environment.put("POSTGRES_PASSWORD", "of-the-role");

            LauncherRun run = run("--audit-days=365", "--history-days=365");

            assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
            assertThat(run.err()).contains(role + " lacks", " on audit_logs", " on schema_history", "as the owner");
            assertThat(ask("SELECT count(*) FROM netraven.job_log_entries")).isEqualTo("10");
            assertThat(JsonText.read(run("--format=json").out())).containsEntry("error/kind", "privilege_missing");
            assertThat(run("--dry-run", "--audit-days=365").out()).startsWith("DRY RUN");
        } finally {
            execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    @Test
    void endsWithFiveWhereATableIsLocked() throws SQLException {
        fill();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE netraven.job_logs");

            assertThat(run("--lock-timeout=100ms").exitCode()).isEqualTo(5);
        }
    }

    @Test
    void endsWithSevenWhereTheTablesAreNotThere() {
        environment.put("NETRAVEN_NAMESPACE", "elsewhere");

        LauncherRun run = run();

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.err()).contains("run init first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--audit-days=0", "--history-days=never", "--batch-rows=0", "--batch-rows=50001"})
    void endsWithTwoForANumberThatIsNone(String option) {
        assertThat(run(option).exitCode()).isEqualTo(2);
    }
}
