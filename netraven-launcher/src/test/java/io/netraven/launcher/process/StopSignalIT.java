package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.State;
import io.netraven.schema.testing.OpenSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, as it measures a second. */
@Isolated
class StopSignalIT {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Test
    void endsWithinASecondWhileItWaitsForAnotherStarter() throws SQLException {
        try (Database database = new Database();
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('io.netraven.schema:netraven', 0))");
            try (LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                Await.until(() -> !sessions(database).isEmpty());
                Await.pause(Duration.ofMillis(500));

                endsWithinASecond(init);

                assertThat(Await.until(() -> sessions(database).isEmpty())).isLessThan(A_SECOND);
            }
        }
    }

    @Test
    void endsWithinASecondWhileItWaitsForATable() throws SQLException {
        try (Database database = new Database()) {
            LauncherProcess.run(database.login(), "init").succeeded();
            try (Connection holder = database.connect();
                    Statement statement = holder.createStatement();
                    LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                holder.setAutoCommit(false);
                statement.execute("LOCK TABLE netraven.tags IN ACCESS EXCLUSIVE MODE");
                Await.until(() -> !sessions(database).isEmpty() || !init.isAlive());
                Await.pause(Duration.ofMillis(500));
                if (!init.isAlive()) {
                    // It was faster than the lock.
                    return;
                }

                endsWithinASecond(init);

                assertThat(Await.until(() -> sessions(database).isEmpty())).isLessThan(A_SECOND);
            }
        }
    }

    @Test
    void endsWithinASecondWhileAStatementRunsAndLeavesNothing() throws SQLException {
        try (Database database = new Database()) {
            database.execute(
                    "CREATE FUNCTION public.dawdle() RETURNS event_trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(60); END $$",
                    "CREATE EVENT TRIGGER dawdle ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA')"
                            + " EXECUTE FUNCTION public.dawdle()");
            try (LauncherProcess init = LauncherProcess.start(database.login(), "init")) {
                Await.until(() -> sessions(database).stream()
                        .anyMatch(session -> session.query().contains("CREATE SCHEMA")));

                endsWithinASecond(init);

                assertThat(Await.until(() -> sessions(database).isEmpty())).isLessThan(A_SECOND);
                assertThat(State.of(database)).isEqualTo(State.AS_BEFORE);
            }
        }
    }

    @Test
    void endsWithinASecondWhileItWaitsForTheDatabase() {
        Login nobody = new Login(Login.LOOPBACK, LocalCluster.freePort(), "netraven", "netraven", "");
        try (LauncherProcess init = LauncherProcess.start(nobody, "init")) {
            Await.until(() -> init.errSoFar().contains("Waiting for the database"));

            endsWithinASecond(init);
        }
    }

    private static void endsWithinASecond(LauncherProcess init) {
        long start = System.nanoTime();
        init.terminate();
        Ended ended = init.await();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(143);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("netraven-launcher:", "\tat ", "Exception");
        assertThat(took).isLessThan(A_SECOND);
    }

    private static List<OpenSession> sessions(Database database) {
        return database.scratch().openSessions().stream()
                .filter(session -> session.applicationName().equals("netraven-launcher"))
                .toList();
    }
}
