package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RolesIT {

    @Test
    @Tag("long")
    void ownerWhoMayMakeRolesMakesThemAndTheirMembersFindTheSchemaReady() throws SQLException {
        try (Database database = new Database()) {
            Login owner = database.owner("CREATEROLE");
            String application = database.roleToBeMade("application");
            String readOnly = database.roleToBeMade("read_only");
            String rotation = database.roleToBeMade("rotation");

            LauncherProcess.run(owner, withRoles("init", application, readOnly, rotation))
                    .succeededWith("CREATED");

            for (String role : List.of(application, readOnly, rotation)) {
                Login member = database.role(
                        "member_of_" + role.substring(database.name().length() + 1), "IN ROLE " + role);
                LauncherProcess.run(member, "wait").succeededWith("READY");
            }
            LauncherProcess.run(owner, withRoles("init", application, readOnly, rotation))
                    .succeededWith("UP_TO_DATE");
            LauncherProcess.run(owner, withRoles("validate", application, readOnly, rotation))
                    .succeededWith("EQUAL");
        }
    }

    @Test
    void ownerWhoMayNotIsToldWhatAnAdministratorRuns() throws SQLException {
        try (Database database = new Database()) {
            Login owner = database.owner();
            String application = database.roleToBeMade("application");

            String message = LauncherProcess.run(owner, "init", "--application-role", application)
                    .failedAtOnceWith(4);

            assertThat(message).contains("CREATE ROLE " + application + " NOLOGIN");
            database.execute(message.substring(message.indexOf('\n') + 1));
            LauncherProcess.run(owner, "init", "--application-role", application)
                    .succeededWith("CREATED");
        }
    }

    private static String[] withRoles(String command, String application, String readOnly, String rotation) {
        return new String[] {
            command, "--application-role", application, "--read-only-role", readOnly, "--rotation-role", rotation
        };
    }
}
