package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WaitIT {

    @Tag("long")
    @Test
    void endsAtItsDeadlineWhereNobodyInitialises() {
        try (Database database = new Database()) {
            Ended wait = LauncherProcess.run(database.login(), "wait", "--wait", "3s");

            assertThat(wait.failedWithin(8, Await.seconds(3)))
                    .contains("not ready within", "namespace netraven", "Run init");
        }
    }

    @Test
    void succeedsWithNothingButSelectWhenAnotherProcessInitialises() throws SQLException {
        try (Database database = new Database()) {
            Login reader = database.role("reader");
            Login owner = database.owner();
            database.execute(
                    "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner.user() + " GRANT USAGE ON SCHEMAS TO " + reader.user(),
                    "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner.user() + " GRANT SELECT ON TABLES TO "
                            + reader.user());
            try (LauncherProcess wait = LauncherProcess.start(reader, "wait")) {
                Await.until(() -> wait.errSoFar().contains("Waiting for the schema"));

                LauncherProcess.run(owner, "init").succeededWith("CREATED");

                wait.await().succeededWith("READY");
            } finally {
                database.execute("DROP OWNED BY " + owner.user(), "DROP OWNED BY " + reader.user());
            }
        }
    }

    @Test
    void tellsTheGrantsThatAreMissing() throws SQLException {
        try (Database database = new Database()) {
            Login reader = database.role("reader");
            LauncherProcess.run(database.login(), "init").succeededWith("CREATED");

            String message = LauncherProcess.run(reader, "wait").failedAtOnceWith(4);

            assertThat(message).contains("permission denied for schema netraven");
            database.execute(message.substring(message.indexOf('\n') + 1));
            LauncherProcess.run(reader, "wait").succeededWith("READY");
        }
    }
}
