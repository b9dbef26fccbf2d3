package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.CommandRun;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.PgBouncer;
import io.netraven.launcher.testing.Programs;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Through PgBouncer in transaction mode: each transaction of a starter may be on another of few connections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgBouncerIT {

    private static final int POOL_SIZE = 3;

    private static final Pattern SEVERE = Pattern.compile("(ERROR|FATAL|PANIC): ");

    private LocalCluster cluster;
    private PgBouncer bouncer;

    @BeforeAll
    void start() throws SQLException {
        Programs.named("pgbouncer");
        // PgBouncer hands on what the server says, without its code.
        cluster = LocalCluster.create().language("de").start();
        cluster.execute("postgres", "CREATE ROLE owner LOGIN PASSWORD '" + Database.PASSWORD + "'");
        bouncer = PgBouncer.before(cluster, POOL_SIZE, "owner", Database.PASSWORD);
    }

    @AfterAll
    void stop() {
        if (bouncer != null) {
            bouncer.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void initCreatesOnceAndValidateIsClean() throws SQLException {
        Login login = database("once");

        LauncherProcess.run(login, "init").succeededWith("CREATED");
        LauncherProcess.run(login, "init").succeededWith("UP_TO_DATE");
        LauncherProcess.run(login, "validate").succeededWith("EQUAL");
        LauncherProcess.run(login, "wait").succeededWith("READY");
        LauncherProcess.run(login, "plan").succeeded();
        LauncherProcess.run(login, "status").succeededWith("READY");
    }

    @Test
    void backupAndRestoreNeedTheServerItself() throws SQLException {
        Login pooled = database("pooled");
        for (String[] command : new String[][] {{"backup"}, {"restore", "--in", "any.dump"}}) {
            CommandRun refused = run(pooled, bouncer.port(), command);

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("is a connection pooler", "name it in POSTGRES_HOST and POSTGRES_PORT");
        }
        assertThat(run(pooled, cluster.port(), "restore", "--in", "any.dump").err())
                .doesNotContain("pooler");
    }

    private static CommandRun run(Login login, int port, String... command) {
        return CommandRun.of(login.host(), port, login.user(), login.password(), login.database(), command);
    }

    @Test
    @Tag("long")
    void oneOfEightAtOnceCreates() throws SQLException {
        Login login = database("eight");
        int before = cluster.log().length();
        List<LauncherProcess> starters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            starters.add(LauncherProcess.start(login, "init"));
        }
        List<String> outcomes = starters.stream()
                .map(starter -> starter.await().succeeded().out())
                .map(out -> out.substring(0, out.indexOf(' ')))
                .toList();
        starters.forEach(LauncherProcess::close);

        assertThat(outcomes).containsOnlyOnce("CREATED").containsOnly("CREATED", "UP_TO_DATE");
        assertThat(cluster.log().substring(before).lines()).noneMatch(SEVERE.asPredicate());
    }

    @Test
    @Tag("long")
    void starterThatPollsForTheLockChangesConnectionsWithoutAnError() throws SQLException {
        Login login = database("polls");
        cluster.execute("postgres", "ALTER DATABASE polls SET log_statement = 'all'");
        try (var holder = cluster.connect("polls");
                var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('io.netraven.schema:netraven', 0))");
            List<LauncherProcess> starters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                starters.add(LauncherProcess.start(login, "init", "--lock-timeout", "10m"));
            }
            // Far more polls than the five after which the driver would give a statement a name on the server.
            Await.until(() -> cluster.log().split("pg_try_advisory_xact_lock", -1).length > 60);
            assertThat(starters).allMatch(LauncherProcess::isAlive);
            statement.execute("SELECT pg_advisory_unlock_all()");

            starters.forEach(starter -> starter.await().succeeded());
            starters.forEach(LauncherProcess::close);
        }
    }

    @Test
    void wrongPasswordIsFatalAtOnce() throws SQLException {
        Login login = database("guarded");

        String message = LauncherProcess.run(login.as("owner", "other-Pa55-word"), "init")
                .failedAtOnceWith(4);

        assertThat(message).contains("Access refused");
    }

    @Test
    void parameterThatItRefusesIsFatalAtOnceAndTellsTheSetting() throws SQLException {
        Login login = database("strict");
        String url = "postgresql://" + Login.LOOPBACK + ":" + bouncer.port() + "/strict?options=-c%20geqo%3Don";

        String message = LauncherProcess.run(login, "init", "--url", url).failedAtOnceWith(4);

        assertThat(message).contains("unsupported startup parameter: options", "ignore_startup_parameters");
    }

    @Tag("long")
    @Test
    void wrongPasswordIsFatalToACommandOnKeysToo() throws SQLException {
        Login login = database("guarded_keys");

        String message = LauncherProcess.run(login.as("owner", "other-Pa55-word"), "keys", "list")
                .failedAtOnceWith(4);

        assertThat(message).contains("authentication failed");
    }

    @Test
    void whatTheServerRefusesIsTriedAgainUntilTheDeadlineInAnyLanguage() {
        Login login = new Login(Login.LOOPBACK, bouncer.port(), "absent", "owner", Database.PASSWORD);

        String message = LauncherProcess.run(login, "init", "--wait", "2s").failedWithin(3, Await.seconds(2));

        assertThat(message).contains("absent", "PgBouncer hands on a server's refusal");
    }

    @Test
    @Tag("long")
    void waitsForADatabaseThatComesLater() throws SQLException {
        Login login = new Login(Login.LOOPBACK, bouncer.port(), "later", "owner", Database.PASSWORD);
        try (LauncherProcess init = LauncherProcess.start(login, "init", "--wait", "10m")) {
            Await.until(() -> init.errSoFar().contains("Waiting for the database") || !init.isAlive());
            assertThat(init.errSoFar()).contains("existiert nicht");
            database("later");

            init.await().succeededWith("CREATED");
        }
    }

    @Test
    @Tag("long")
    void waitsForTheServerBehindIt() throws SQLException {
        Login login = database("behind");
        cluster.stop();
        try (LauncherProcess init = LauncherProcess.start(login, "init", "--connect-timeout", "2s", "--wait", "10m")) {
            Await.until(() -> init.errSoFar().contains("Waiting for the database") || !init.isAlive());
            cluster.start();

            init.await().succeededWith("CREATED");
        }
    }

    private Login database(String name) throws SQLException {
        cluster.execute("postgres", "CREATE DATABASE " + name + " OWNER owner");
        return new Login(Login.LOOPBACK, bouncer.port(), name, "owner", Database.PASSWORD);
    }
}
