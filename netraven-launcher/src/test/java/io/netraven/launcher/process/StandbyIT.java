package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class StandbyIT {

    private LocalCluster primary;
    private LocalCluster standby;

    @BeforeAll
    void start() throws SQLException {
        primary = LocalCluster.create().start();
        primary.execute("postgres", "CREATE ROLE owner LOGIN PASSWORD '" + Database.PASSWORD + "'");
        for (String database : new String[] {"nothing", "complete", "stale"}) {
            primary.execute("postgres", "CREATE DATABASE " + database + " OWNER owner");
        }
        LauncherProcess.run(on(primary, "complete"), "init").succeededWith("CREATED");
        LauncherProcess.run(on(primary, "stale"), "init").succeededWith("CREATED");
        standby = primary.standby().start();
    }

    @AfterAll
    void stop() {
        if (standby != null) {
            standby.close();
        }
        if (primary != null) {
            primary.close();
        }
    }

    @Test
    void initThatNeedsAWriteWaitsUntilTheDeadlineAndSaysStandby() {
        Ended init = LauncherProcess.run(on(standby, "nothing"), "init", "--wait", "3s");

        assertThat(init.failedWithin(3, Await.seconds(3))).contains("standby", "takes no writes");
    }

    @Test
    void initSucceedsWhereNothingIsToBeDone() {
        LauncherProcess.run(on(standby, "complete"), "init").succeededWith("UP_TO_DATE");
    }

    @Test
    void waitSucceeds() {
        LauncherProcess.run(on(standby, "complete"), "wait").succeededWith("READY");
    }

    @Test
    void validateComparesWithWhatWasRecordedAndSaysSo() {
        Ended validate =
                LauncherProcess.run(on(standby, "complete"), "validate").succeededWith("EQUAL");

        assertThat(validate.out()).contains("the recorded catalogue");
        assertThat(LauncherProcess.run(on(standby, "complete"), "validate", "--format", "json")
                        .succeeded()
                        .out())
                .contains("\"basis\" : \"RECORDED\"");
    }

    @Test
    void waitComparesInFullWhereTheRecordIsStale() throws SQLException {
        primary.execute("stale", "UPDATE netraven.schema_history SET catalog_fingerprint = 'stale'");
        awaitReplay();

        LauncherProcess.run(on(standby, "stale"), "wait", "--wait", "10m").succeededWith("READY");
    }

    @Test
    void withBothNamedThePrimaryIsInitialised() throws SQLException {
        primary.execute("postgres", "CREATE DATABASE of_two OWNER owner");
        awaitReplay();
        Login both = new Login("127.0.0.1,127.0.0.1", standby.port(), "of_two", "owner", Database.PASSWORD);

        LauncherProcess.run(both, "init", "--port", standby.port() + "," + primary.port())
                .succeededWith("CREATED");
    }

    private void awaitReplay() throws SQLException {
        String position = primary.ask("postgres", "SELECT pg_current_wal_lsn()");
        Await.until(() -> standby.ask("postgres", "SELECT pg_last_wal_replay_lsn() >= '" + position + "'")
                .equals("t"));
    }

    private static Login on(LocalCluster cluster, String database) {
        return cluster.login(database, "owner", Database.PASSWORD);
    }
}
