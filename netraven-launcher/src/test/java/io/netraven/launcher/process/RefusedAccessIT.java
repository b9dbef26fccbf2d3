package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefusedAccessIT {

    @Nested
    class Login {

        @Test
        void wrongPasswordIsFatalAtOnce() throws SQLException {
            try (Database database = new Database()) {
                var role = database.role("known");

                String message = LauncherProcess.run(role.as(role.user(), "other-Pa55-word"), "init")
                        .failedAtOnceWith(4);

                assertThat(message).contains("password authentication failed for user \"" + role.user() + "\"");
            }
        }

        @Tag("long")
        @Test
        void unknownUserIsFatalAtOnce() {
            try (Database database = new Database()) {
                String message = LauncherProcess.run(database.login().as("nobody_here", Database.PASSWORD), "init")
                        .failedAtOnceWith(4);

                assertThat(message).contains("nobody_here").contains("Check the user's name and password");
            }
        }

        @Tag("long")
        @Test
        void noPasswordIsFatalAtOnce() throws SQLException {
            try (Database database = new Database()) {
                var role = database.role("known");

                String message =
                        LauncherProcess.run(role.as(role.user(), ""), "init").failedAtOnceWith(4);

                assertThat(message).contains("no password");
            }
        }

        @Test
        void unknownDatabaseIsFatalAtOnce() {
            try (Database database = new Database()) {
                String message = LauncherProcess.run(database.login().to("no_such_database"), "init")
                        .failedAtOnceWith(4);

                assertThat(message)
                        .contains("database \"no_such_database\" does not exist")
                        .contains("Create the database or correct its name");
            }
        }

        @Test
        void roleThatComesWithinTheGraceIsWaitedFor() throws SQLException {
            try (Database database = new Database()) {
                var late = database.login().as(database.name() + "_late", Database.PASSWORD);
                try (LauncherProcess init = LauncherProcess.start(late, "init", "--access-grace", "10m")) {
                    Await.until(() -> init.errSoFar().contains("Waiting for the database"));
                    database.role("late", "SUPERUSER");

                    init.await().succeededWith("CREATED");
                }
            }
        }

        @Test
        @Tag("long")
        void graceEndsOnTime() {
            try (Database database = new Database()) {
                Ended init = LauncherProcess.run(
                        database.login().as("nobody_here", Database.PASSWORD), "init", "--access-grace", "3s");

                init.failedAtDeadlineWith(4, Await.seconds(3));
            }
        }
    }

    @Nested
    class Privileges {

        @Test
        void ownerOfTheDatabaseWhoIsNoSuperuserInitialises() throws SQLException {
            try (Database database = new Database()) {
                LauncherProcess.run(database.owner(), "init").succeededWith("CREATED");
            }
        }

        @Test
        void missingPrivilegeTellsSqlWithWhichAnAdministratorMakesItSucceed() throws SQLException {
            try (Database database = new Database()) {
                var role = database.role("plain");

                String message = LauncherProcess.run(role, "init").failedAtOnceWith(4);
                assertThat(message).contains("permission denied").contains("Let an administrator run");
                database.execute(administratorSql(message));

                LauncherProcess.run(role, "init").succeededWith("CREATED");
                LauncherProcess.run(role, "init").succeededWith("UP_TO_DATE");
                LauncherProcess.run(role, "validate").succeededWith("EQUAL");
            }
        }

        @Tag("long")
        @Test
        void namespaceOfAnAdministratorTellsTheGrantThatIsMissing() throws SQLException {
            try (Database database = new Database()) {
                var role = database.owner();
                database.execute("CREATE SCHEMA netraven");

                String message = LauncherProcess.run(role, "init").failedAtOnceWith(4);
                assertThat(message).contains("schema netraven").contains("GRANT USAGE, CREATE ON SCHEMA");
                assertThat(database.ask("SELECT count(*) FROM pg_extension WHERE extname = 'pgcrypto'"))
                        .as("nothing was changed")
                        .isEqualTo("0");
                database.execute(administratorSql(message));

                LauncherProcess.run(role, "init").succeededWith("CREATED");
            }
        }

        @Test
        @Tag("long")
        void extensionThatTheRoleMayNotMakeTellsTheStatement() throws SQLException {
            try (Database database = new Database()) {
                var role = database.role("plain");
                database.execute(
                        "CREATE SCHEMA netraven AUTHORIZATION " + role.user(),
                        "ALTER DATABASE " + database.name() + " SET search_path = netraven, public");

                String message = LauncherProcess.run(role, "init").failedAtOnceWith(4);

                assertThat(message).contains("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" SCHEMA public;");
                assertThat(message).doesNotContain("CREATE SCHEMA");
                LauncherProcess.run(role, "init", "--no-extensions").succeededWith("CREATED");
                database.execute(administratorSql(message));
                LauncherProcess.run(role, "init").succeeded();
            }
        }

        @Test
        @Tag("long")
        void withoutCreateOnTheDatabaseSucceedsWhereEverythingIsThere() throws SQLException {
            try (Database database = new Database()) {
                var role = database.owner();
                LauncherProcess.run(role, "init").succeededWith("CREATED");
                database.execute("ALTER DATABASE " + database.name() + " OWNER TO postgres");

                LauncherProcess.run(role, "init").succeededWith("UP_TO_DATE");
                // Not by the fast path alone: everything is looked at, and recorded anew.
                database.execute("DELETE FROM netraven.schema_history");
                LauncherProcess.run(role, "init").succeededWith("ADOPTED");
            }
        }

        @Test
        void extensionThatTheServerLacksIsARefusedStatement() throws SQLException {
            try (Database database = new Database()) {
                database.execute("ALTER DATABASE " + database.name() + " SET extension_control_path = '/nonexistent'");

                String message = LauncherProcess.run(database.login(), "init").failedAtOnceWith(7);

                assertThat(message)
                        .contains("extension \"pgcrypto\" is not available")
                        .contains("CREATE EXTENSION")
                        .contains("contrib package", "--no-extensions");
            }
        }

        private static String administratorSql(String message) {
            return message.substring(message.indexOf('\n') + 1);
        }
    }
}
