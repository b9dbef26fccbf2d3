package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person sees of an upgrade. An older release is a schema that lacks something of this one. */
final class UpgradeCommandsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @Test
    void statusForeseesTheUpgradeAndAfterwardsNothing() throws SQLException {
        execute("ALTER TABLE netraven.tags DROP COLUMN color");

        assertThat(run("status").out())
                .startsWith("CHANGED")
                .contains("installed   netraven ", "CREATED by " + database.user())
                .contains("init        would refuse\n", "upgrade     would say UPGRADED\n")
                .contains("runs ALTER TABLE netraven.tags ADD COLUMN color character varying(7)")
                .contains("Breaking");
        assertThat(JsonText.read(run("status", "--format", "json").out()))
                .containsEntry("installed/outcome", "CREATED")
                .containsEntry("forecast/init", "null")
                .containsEntry("forecast/upgrade", "UPGRADED")
                .containsKeys("forecast/statements/0", "forecast/breaking/0/message");

        run("upgrade");
        assertThat(run("status").out()).startsWith("READY").contains("init        would say UP_TO_DATE\n");
    }

    @Test
    void aDryRunSaysWhatItDidAndTookBack() throws SQLException {
        execute("ALTER TABLE netraven.tags DROP COLUMN color");

        LauncherRun rehearsal = run("upgrade", "--dry-run");

        assertThat(rehearsal.exitCode()).isZero();
        assertThat(rehearsal.out())
                .startsWith("DRY RUN  everything was done and taken back:\nUPGRADED")
                .contains("ran         ALTER TABLE netraven.tags ADD COLUMN color")
                .doesNotContain("commit");
        assertThat(run("validate").exitCode()).isEqualTo(1);
        assertThat(JsonText.read(run("upgrade", "--dry-run", "--format=json").out()))
                .containsEntry("dryRun", "true")
                .containsEntry("outcome", "UPGRADED")
                .containsKey("statements/0");
    }

    @Test
    void upgradeMendsWhatInitRefusesAndIsInTheHistory() throws SQLException {
        execute("ALTER TABLE netraven.tags DROP COLUMN color");
        LauncherRun refused = run("init");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Run upgrade");

        assertThat(run("upgrade").out()).startsWith("UPGRADED");
        assertThat(run("init").out()).startsWith("UP_TO_DATE");
        assertThat(run("history").out())
                .containsSubsequence("UPGRADED", "did         ALTER TABLE netraven.tags ADD COLUMN color", "CREATED");
        assertThat(JsonText.read(run("history", "--format", "json").out()))
                .containsEntry("history/0/outcome", "UPGRADED")
                .containsEntry("history/0/installedBy", database.user())
                .containsEntry("history/1/outcome", "CREATED")
                .containsKey("history/0/changes/0");
    }

    @Test
    void upgradeLeavesToAPersonWhatCouldLoseSomething() throws SQLException {
        execute("ALTER TABLE netraven.tags ALTER COLUMN name TYPE text");

        LauncherRun refused = run("upgrade");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("decide on each statement").contains("column tags.name: type is text");
        assertThat(run("status").out()).contains("upgrade     would refuse\n");
    }

    @Test
    void rowsThatRefuseAConstraintAreNamedByItAndNotShown() throws SQLException {
        execute("ALTER TABLE netraven.tags DROP CONSTRAINT ck_tags_color;"
                + " INSERT INTO netraven.tags (id, name, color) VALUES (gen_random_uuid(), 'secretive', 'mauve')");

        LauncherRun refused = run("upgrade");

        assertThat(refused.exitCode()).isEqualTo(7);
        assertThat(refused.err())
                .contains("ck_tags_color")
                .doesNotContain("secretive")
                .doesNotContain("mauve");
    }

    @Test
    void anEmptyDatabaseHasNoHistory() {
        Map<String, String> other = Map.of("NETRAVEN_NAMESPACE", "elsewhere");

        LauncherRun history = run(other, "history");
        assertThat(history.exitCode()).isZero();
        assertThat(history.out()).startsWith("Nothing has been made here yet");
        assertThat(run(other, "status").out())
                .startsWith("EMPTY")
                .contains("init        would say CREATED\n", "makes table devices\n");
    }

    private static LauncherRun run(String... args) {
        return run(Map.of(), args);
    }

    private static LauncherRun run(Map<String, String> more, String... args) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("DATABASE_URL", database.url());
        environment.put("POSTGRES_USER", database.user());
        environment.put("POSTGRES_PASSWORD", database.password());
        return LauncherRun.of(environment, args);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
