package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.ClosedPort;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnavailableDatabaseIT {

    private static final String PASSWORD = Database.PASSWORD;

    private static final String WAITING_STARTERS = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE application_name = 'netraven-launcher'"
            + " AND (query LIKE '%pg_try_advisory_xact_lock%' OR query = 'ROLLBACK')";

    private LocalCluster cluster;

    @BeforeAll
    void start() throws SQLException {
        cluster = LocalCluster.create().start();
        cluster.execute("postgres", "CREATE ROLE owner LOGIN PASSWORD '" + PASSWORD + "'");
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void initSucceedsWhenTheServerComes() throws SQLException {
        Login login = database("late");
        cluster.stop();
        try (LauncherProcess init = LauncherProcess.start(login, "init", "--wait", "10m")) {
            Await.until(() ->
                    init.errSoFar().contains("Waiting for the database: Connection to 127.0.0.1:" + cluster.port()));
            cluster.start();

            init.await().succeededWith("CREATED");
        }
    }

    @Test
    void failsAtTheDeadlineWhereTheServerNeverComes() {
        try (ClosedPort nobody = new ClosedPort()) {
            Ended init = LauncherProcess.run(nobody.login(PASSWORD), "init", "--wait", "3s");

            assertThat(init.failedWithin(3, Await.seconds(3))).contains("not available within", "attempts", "refused");
            assertThat(init.err().lines().filter(line -> line.contains("Waiting for")))
                    .hasSize(1);
        }
    }

    @Test
    @Tag("long")
    void failsAtTheDeadlineWhereTheHostIsUnknown() {
        Login nobody = new Login("no-such-host.invalid", 5432, "netraven", "netraven", PASSWORD);

        Ended init = LauncherProcess.run(nobody, "init", "--wait", "1s");

        assertThat(init.failedWith(3)).contains("no-such-host.invalid");
    }

    @Test
    @Tag("long")
    void failsWhereSomethingListensAndNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Login login = new Login(Login.LOOPBACK, silent.getLocalPort(), "netraven", "netraven", PASSWORD);

            Ended init = LauncherProcess.run(login, "init", "--wait", "3s", "--connect-timeout", "1s");

            assertThat(init.failedWithin(3, Await.seconds(3))).contains("not available within");
        }
    }

    @Tag("long")
    @Test
    void waitsWhileThereAreTooManyConnections() throws SQLException {
        Login login = database("crowded");
        cluster.execute("postgres", "ALTER DATABASE crowded CONNECTION LIMIT 1");
        try (Connection only = cluster.connect("crowded");
                LauncherProcess init = LauncherProcess.start(login, "init", "--wait", "10m")) {
            Await.until(() -> init.errSoFar().contains("too many connections for database \"crowded\""));
            assertThat(only.isValid(60)).isTrue();
            cluster.execute("postgres", "ALTER DATABASE crowded CONNECTION LIMIT -1");

            init.await().succeededWith("CREATED");
        }
    }

    @Test
    @Tag("long")
    void goesOnWhereTheServerStopsInTheMiddle() throws SQLException {
        Login login = database("interrupted");
        try (Connection holder = cluster.connect("interrupted");
                Statement statement = holder.createStatement()) {
            // Held, the lock keeps the starter in the middle: the first look is behind it.
            statement.execute("SELECT pg_advisory_lock(hashtextextended('io.netraven.schema:netraven', 0))");
            try (LauncherProcess init =
                    LauncherProcess.start(login, "init", "--wait", "10m", "--lock-timeout", "10m")) {
                Await.until(() -> ask(WAITING_STARTERS).equals("1"));

                cluster.stop();
                Await.until(() -> init.errSoFar().contains("Waiting for the database"));
                cluster.start();

                init.await().succeededWith("CREATED");
            }
            LauncherProcess.run(login, "validate").succeededWith("EQUAL");
        }
    }

    @Test
    @Tag("long")
    void goesOnWhereAnAnswerNeverComes() throws SQLException {
        Login login = database("frozen");
        // The server's process stops itself in the middle of the statement.
        cluster.execute(
                "frozen",
                "CREATE FUNCTION public.stand_still() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
                        + " EXECUTE format('COPY (SELECT 1) TO PROGRAM %L',"
                        + " 'cat > /dev/null; kill -STOP ' || pg_backend_pid()); END $$",
                "CREATE EVENT TRIGGER stand_still ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA')"
                        + " EXECUTE FUNCTION public.stand_still()");
        try (LauncherProcess init = LauncherProcess.start(login, "init", "--statement-timeout", "15s")) {
            Await.until(() -> isStopped(creating()));
            String backend = creating();
            cluster.execute("frozen", "DROP EVENT TRIGGER stand_still");
            try {
                Await.until(() -> init.errSoFar().contains("no answer in time"));
            } finally {
                Programs.run("kill", "-CONT", backend);
            }

            init.await().succeededWith("CREATED");
        }
    }

    private static boolean isStopped(String process) throws IOException {
        return !process.isEmpty()
                && Files.readString(Path.of("/proc", process, "stat")).contains(") T ");
    }

    private String creating() throws SQLException {
        return ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'netraven-launcher'"
                + " AND query LIKE 'CREATE SCHEMA%'");
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = cluster.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private Login database(String name) throws SQLException {
        cluster.execute("postgres", "CREATE DATABASE " + name + " OWNER owner");
        return cluster.login(name, "owner", PASSWORD);
    }
}
