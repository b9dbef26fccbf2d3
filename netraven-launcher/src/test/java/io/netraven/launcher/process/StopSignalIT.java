package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.ClosedPort;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What a process waits for lasts longer than any test: where the process ends, the signal has ended it. */
class StopSignalIT {

    private static final String[] INIT = {"init", "--wait", "10m", "--lock-timeout", "10m", "--statement-timeout", "10m"
    };

    @Test
    void endsAtOnceWhileItWaitsForAnotherStarter() throws SQLException {
        try (Database database = new Database();
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('io.netraven.schema:netraven', 0))");
            try (LauncherProcess init = LauncherProcess.start(database.login(), INIT)) {
                database.untilAStarterWaits();

                endsAtOnce(init);

                Await.until(() -> database.launcherSessions().isEmpty());
            }
        }
    }

    @Test
    void endsAtOnceWhileItWaitsForATable() throws SQLException {
        try (Database database = new Database()) {
            LauncherProcess.run(database.login(), "init").succeeded();
            try (Connection holder = database.connect();
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE netraven.tags IN ACCESS EXCLUSIVE MODE");
                try (LauncherProcess init = LauncherProcess.start(database.login(), INIT)) {
                    database.untilHeldUpBy(holder);

                    endsAtOnce(init);

                    Await.until(() -> database.launcherSessions().isEmpty());
                }
            }
        }
    }

    @Test
    void endsAtOnceWhileAStatementRunsAndLeavesNothing() throws SQLException {
        try (Database database = new Database()) {
            database.execute(
                    "CREATE FUNCTION public.dawdle() RETURNS event_trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(3600); END $$",
                    "CREATE EVENT TRIGGER dawdle ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA')"
                            + " EXECUTE FUNCTION public.dawdle()");
            try (LauncherProcess init = LauncherProcess.start(database.login(), INIT)) {
                Await.until(() -> database.launcherSessions().stream()
                        .anyMatch(session -> session.query().contains("CREATE SCHEMA")));

                endsAtOnce(init);

                Await.until(() -> database.launcherSessions().isEmpty());
                assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
            }
        }
    }

    @Test
    void endsAtOnceWhileItWaitsForTheDatabase() {
        try (ClosedPort nobody = new ClosedPort();
                LauncherProcess init = LauncherProcess.start(nobody.login(""), INIT)) {
            Await.until(() -> init.errSoFar().contains("Waiting for the database"));

            endsAtOnce(init);
        }
    }

    private static void endsAtOnce(LauncherProcess init) {
        init.terminate();
        Ended ended = init.await();

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(143);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("netraven-launcher:", "\tat ", "Exception");
    }
}
