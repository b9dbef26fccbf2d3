package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.launcher.NetRaven;
import io.netraven.launcher.testing.CommandRun;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that an operator makes members of the roles, as the page about roles says. */
@SuppressWarnings("NullAway.Init")
class MembersTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private Roles roles;

    @BeforeEach
    void makeOwner() throws SQLException {
        roles = Roles.in(database.current());
    }

    @AfterEach
    void dropRoles() throws SQLException {
        roles.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.APPLICATION, Roles.READ_ONLY, Roles.ROTATION})
    void findTheSchemaReadyAndEqual(String word) throws SQLException {
        roles.initialized();

        succeeds("READY", roles.login(word), "wait");
        succeeds("EQUAL", roles.login(word), "validate");
    }

    @Test
    void areLetInByTheSqlOfThePageAndNobodyElseIs() throws SQLException, IOException {
        NetRaven.start(roles.ofOwner()).close();
        for (String sql : RolesPage.read().sql()) {
            roles.execute(sql.replace("netraven", database.name()));
        }
        for (String word : List.of("service", "report", "rotator")) {
            roles.execute("ALTER ROLE " + roles.name(word) + " PASSWORD '" + Roles.PASSWORD + "'");
            succeeds("READY", roles.name(word), "wait");
            succeeds("EQUAL", roles.name(word), "validate");
        }
        succeeds("UP_TO_DATE", roles.login(Roles.OWNER), "init");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> roles.connect(Roles.SOMEBODY).close())
                .withMessageContaining("permission denied for database");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.APPLICATION, Roles.READ_ONLY, Roles.ROTATION})
    void areTheOnlyWayToLogIn(String word) throws SQLException {
        NetRaven.start(roles.ofOwner()).close();
        roles.execute("ALTER ROLE " + roles.name(word) + " PASSWORD '" + Roles.PASSWORD + "'");

        assertThat(run(roles.name(word), "wait").err()).contains("is not permitted to log in");
    }

    @Test
    void areOfNoUseToAModelThatKnowsNoSuchRole(@TempDir Path folder) throws IOException {
        Path model = folder.resolve("other.sql");
        Files.writeString(model, SchemaModel.named("other", "1").build().script());

        CommandRun run = CommandRun.of(
                database.current(), "init", "--model=" + model, "--application-role=" + roles.name(Roles.APPLICATION));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the model other grants only to []");
    }

    private static void succeeds(String outcome, String user, String command) {
        CommandRun run = run(user, command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith(outcome);
    }

    private static CommandRun run(String user, String command) {
        return CommandRun.of(database.host(), database.port(), user, Roles.PASSWORD, database.name(), command);
    }
}
