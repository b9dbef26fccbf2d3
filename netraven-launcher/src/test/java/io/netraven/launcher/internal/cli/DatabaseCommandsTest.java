package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.SeedRow;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseCommandsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("POSTGRES_HOST", database.host());
        environment.put("POSTGRES_PORT", Integer.toString(database.port()));
        environment.put("POSTGRES_DB", database.name());
        environment.put("POSTGRES_USER", database.user());
        environment.put("POSTGRES_PASSWORD", database.password());
        return environment;
    }

    private static LauncherRun run(String... args) {
        return LauncherRun.of(environment(), args);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nested
    final class Init {

        @Test
        void createsAndThenFindsNothingToDo() {
            LauncherRun first = run("init");
            assertThat(first.err()).isEmpty();
            assertThat(first.exitCode()).isZero();
            assertThat(first.out())
                    .startsWith("CREATED")
                    .contains("19, 19 of them created")
                    .contains("@" + database.host() + ":" + database.port() + "/" + database.name());
            LauncherRun second = run("init");
            assertThat(second.exitCode()).isZero();
            assertThat(second.out()).startsWith("UP_TO_DATE").contains("tables      19\n");
        }

        @Test
        void printsOneDocumentInTheFormatJson() {
            assertThat(JsonText.read(run("init", "--format", "json").out()))
                    .containsEntry("command", "init")
                    .containsEntry("exitCode", "0")
                    .containsEntry("outcome", "CREATED")
                    .containsEntry("namespace", "netraven")
                    .containsKeys("tables/18", "createdTables/18", "phases/0/name", "microseconds", "serverVersion");
        }

        @Test
        void refusesABreakingDifferenceAndTellsIt() throws SQLException {
            run("init");
            execute("ALTER TABLE netraven.devices DROP COLUMN description");
            LauncherRun refused = run("init");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("column devices.description is missing")
                    .doesNotContain("\tat ");
            assertThat(JsonText.read(run("init", "--format=json").out()))
                    .containsEntry("exitCode", "1")
                    .containsEntry("error/kind", "refused")
                    .containsEntry("error/differences/0/name", "description");
        }

        @Test
        void reportsATolerableDifferenceAndRefusesItWhenStrict() throws SQLException {
            run("init");
            execute("CREATE INDEX ix_by_hand ON netraven.devices (description)");
            LauncherRun tolerant = run("init");
            assertThat(tolerant.exitCode()).isZero();
            assertThat(tolerant.out()).contains("Tolerated").contains("ix_by_hand");
            assertThat(run("init", "--strict").exitCode()).isEqualTo(1);
        }

        @Test
        void worksInAnotherNamespaceAndWithoutExtensions() throws SQLException {
            assertThat(run("init", "--namespace", "other", "--no-extensions").exitCode())
                    .isZero();
            execute("SELECT FROM other.devices");
        }
    }

    @Nested
    final class Validate {

        @Test
        void findsAFreshSchemaEqual() {
            run("init");
            LauncherRun run = run("validate");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("EQUAL");
        }

        @Test
        void tellsEveryDifferenceWithItsSql() throws SQLException {
            run("init");
            execute("ALTER TABLE netraven.devices ALTER COLUMN port TYPE bigint, ADD COLUMN note text");
            LauncherRun run = run("validate", "--sql");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("DIFFERENT  1 breaking, 1 tolerated")
                    .contains("column devices.port: type is bigint, expected integer")
                    .contains("devices.note")
                    .contains("ALTER TABLE");
            assertThat(JsonText.read(run("validate", "--format", "json").out()))
                    .containsEntry("exitCode", "1")
                    .containsEntry("equal", "false")
                    .containsKeys("differences/0/sql", "differences/1/severity");
        }
    }

    @Nested
    final class Docs {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void sayThatNothingDiffers() throws IOException {
            run("init");
            LauncherRun run = run("docs", "--live", "--out", folder.toString());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("nothing differs");
            assertThat(html()).contains("<span class=\"equal\">equal</span>").doesNotContain("class=\"mark");
            assertThat(markdown()).contains("| result | **equal** |").doesNotContain("BREAKING");
        }

        @Test
        void markWhatDiffersWhereItDiffers() throws SQLException, IOException {
            run("init");
            execute("ALTER TABLE netraven.devices ALTER COLUMN port TYPE bigint, ADD COLUMN note text");
            execute("DROP INDEX netraven.ix_devices_owner_id");
            execute("CREATE TABLE netraven.by_hand (id int)");
            LauncherRun run = run("docs", "--live", "--out", folder.toString(), "--format=json");
            assertThat(run.exitCode()).isZero();
            assertThat(JsonText.read(run.out()))
                    .containsEntry("differences", "4")
                    .containsKey("files/1");
            assertThat(html())
                    .contains("@" + database.host() + ":" + database.port() + "/" + database.name())
                    .contains("<span class=\"different\">2 breaking, 2 tolerated</span>")
                    .contains("<g class=\"table c3 breaking\" data-table=\"devices\"")
                    .containsPattern(
                            "<tr id=\"devices.port\">.*class=\"mark breaking\".*type is bigint, expected integer")
                    .containsPattern("ix_devices_owner_id</span><div class=\"mark breaking\">")
                    .contains("column devices.note is not part of the model", "table by_hand is not part of the model");
            assertThat(markdown())
                    .contains("| `port` | `integer` |")
                    .contains("**BREAKING** column devices.port: type is bigint, expected integer")
                    .contains("| TOLERATED | table by_hand |");
        }

        @Test
        void neverHoldAPassword() throws IOException {
            run("init");
            String url = "postgresql://" + database.user() + ":" + database.password() + "-x@" + database.host() + ":"
                    + database.port() + "/" + database.name();
            LauncherRun run = LauncherRun.of(Map.of(), "docs", "--live", "--url", url, "--out", folder.toString());
            if (run.exitCode() == 0) {
                assertThat(html() + markdown()).doesNotContain(database.password() + "-x");
            }
            assertThat(run.out() + run.err()).doesNotContain(database.password() + "-x");
        }

        private String html() throws IOException {
            return Files.readString(folder.resolve("schema.html"));
        }

        private String markdown() throws IOException {
            return Files.readString(folder.resolve("schema.md"));
        }
    }

    @Nested
    final class Status {

        @Test
        void tellsEmptyAndReady() {
            assertThat(run("status").out()).startsWith("EMPTY");
            run("init");
            LauncherRun ready = run("status");
            assertThat(ready.exitCode()).isZero();
            assertThat(ready.out()).startsWith("READY").contains("installed").contains("CREATED");
            assertThat(JsonText.read(run("status", "--format", "json").out()))
                    .containsEntry("state", "READY")
                    .containsEntry("installed/outcome", "CREATED");
        }
    }

    @Nested
    final class Wait {

        @Test
        void returnsWhenTheSchemaIsReady() {
            run("init");
            assertThat(run("wait").exitCode()).isZero();
        }

        @Test
        void endsWithEightWhenItIsNotReadyByTheDeadline() {
            LauncherRun run = run("wait", "--wait", "300ms");
            assertThat(run.exitCode()).isEqualTo(8);
            assertThat(run.err()).doesNotContain("\tat ");
        }
    }

    @Nested
    final class ModelOfAService {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Tag("long")
        @Test
        void isWhatEveryCommandGoesBy() throws IOException {
            SchemaModel service = SchemaModel.named("desk", "7")
                    .extension("citext")
                    .seed(SeedRow.of("tags", "name", "Desk").with("id", "01970000-0000-7000-8000-0000000000d1"))
                    .include(NetRavenSchema.model())
                    .build();
            String model = Files.writeString(folder.resolve("desk.sql"), service.script())
                    .toString();

            assertThat(run("status", "--model", model).out())
                    .startsWith("EMPTY")
                    .contains("desk 7");
            assertThat(run("plan", "--model", model).out()).contains("citext");
            assertThat(run("init", "--model", model).out())
                    .startsWith("CREATED")
                    .contains("desk 7");
            assertThat(run("wait", "--model", model).out()).startsWith("READY").contains("desk 7");
            assertThat(run("validate", "--model", model).out())
                    .startsWith("EQUAL")
                    .contains("desk 7");
            assertThat(run("init", "--model", model, "--no-extensions").out()).startsWith("ADOPTED");
            assertThat(run("status").out()).startsWith("NOT_RECORDED");
        }
    }

    @Nested
    final class Plan {

        @Test
        void saysThatThereIsNothingToDo() {
            run("init");
            assertThat(run("plan").out()).isEqualTo("-- Nothing to do: the live schema is the model.\n");
        }

        @Test
        void isSqlThatMends() throws SQLException {
            run("init");
            execute("DROP INDEX netraven.ix_devices_hostname");
            LauncherRun plan = run("plan");
            assertThat(plan.exitCode()).isZero();
            execute(plan.out());
            assertThat(run("validate").exitCode()).isZero();
        }
    }

    @Nested
    final class Failures {

        @Test
        void ofTheConnectionAreToldByTheDeadline() {
            LauncherRun run = LauncherRun.of(
                    Map.of("DATABASE_URL", "postgresql://u:correct-horse@localhost:1/n"), "init", "--wait", "200ms");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).doesNotContain("correct-horse").doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
        }

        @Test
        void ofAMissingDatabaseAreToldAtOnce() {
            Map<String, String> environment = environment();
            environment.put("POSTGRES_DB", "no_such_database");
            LauncherRun run = LauncherRun.of(environment, "init", "--format", "json");
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(JsonText.read(run.out()))
                    .containsEntry("error/kind", "access_refused")
                    .containsEntry("error/sqlState", "3D000");
        }

        @Test
        void ofALockAreToldWithItsHolder() throws SQLException {
            run("init");
            execute("DELETE FROM netraven.tags");
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE netraven.tags IN EXCLUSIVE MODE");
                LauncherRun run = run("init", "--lock-timeout", "300ms", "--format=json");
                assertThat(run.exitCode()).isEqualTo(5);
                assertThat(JsonText.read(run.out())).containsKey("error/holder");
                connection.rollback();
            }
        }
    }
}
