package io.netraven.reliability.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.PgBouncer;
import io.netraven.launcher.testing.Programs;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecret;
import io.netraven.reliability.StoredSecrets;
import io.netraven.reliability.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through PgBouncer in transaction mode, where each transaction may be on another of few connections. */
@Tag("access")
class PoolerIT {

    private static final int POOL_SIZE = 3;
    private static final int CREDENTIALS = 1_000;
    private static final int STARTERS = 6;
    private static final int LONGEST_PAUSE_MILLIS = 1_500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyStepOfADatabasesLifeSucceeds() throws Exception {
        Programs.named("pgbouncer");
        String key = SampleSecrets.masterKeyOption(folder);
        Path records = Files.write(folder.resolve("credentials.json"), SampleSecrets.json(CREDENTIALS));
        Random random = Run.random("pooler");
        try (LocalCluster cluster = LocalCluster.create().start()) {
            cluster.execute("postgres", "CREATE ROLE owner LOGIN PASSWORD '" + Database.PASSWORD + "'");
            try (PgBouncer pooler = PgBouncer.before(cluster, POOL_SIZE, "owner", Database.PASSWORD);
                    Trials life = Trials.of(
                            Area.ACCESS,
                            "PgBouncer in transaction mode: " + STARTERS + " `init` at once, import, rotation");
                    Trials restarted = Trials.of(
                            Area.ACCESS,
                            "PgBouncer in transaction mode, the server behind it restarted during a rotation")) {
                for (int round = 0; round < Run.rounds(1, 10); round++) {
                    String name = "life_" + round;
                    cluster.execute("postgres", "CREATE DATABASE " + name + " OWNER owner");
                    Login login = new Login(Login.LOOPBACK, pooler.port(), name, "owner", Database.PASSWORD);
                    life.attempt(name, () -> live(cluster, login, key, records));
                    Duration pause = Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
                    restarted.attempt(name + ", after " + pause, () -> restart(cluster, login, key, pause));
                }
            }
        }
    }

    private static Recovery live(LocalCluster cluster, Login login, String key, Path records) throws Exception {
        List<LauncherProcess> starters = new ArrayList<>();
        for (int i = 0; i < STARTERS; i++) {
            starters.add(LauncherProcess.start(login, "init", key));
        }
        List<Ended> ended = starters.stream().map(LauncherProcess::await).toList();
        starters.forEach(LauncherProcess::close);
        assertThat(ended).allSatisfy(Ended::succeeded);
        assertThat(ended.stream().filter(one -> one.out().startsWith("CREATED")))
                .hasSize(1);
        LauncherProcess.run(login, "credentials", "import", "--create-tags", "--in=" + records, key)
                .succeeded();
        LauncherProcess.run(login, "keys", "rotate", "--force", "--batch-rows=50", key)
                .succeeded();
        LauncherProcess.run(login, "validate").succeededWith("EQUAL");
        check(cluster, login.database(), 1);
        return Recovery.SURVIVED;
    }

    private static Recovery restart(LocalCluster cluster, Login login, String key, Duration pause) throws Exception {
        try (LauncherProcess rotation =
                LauncherProcess.start(login, "keys", "rotate", "--force", "--batch-rows=20", key)) {
            Await.pause(pause);
            cluster.stop();
            cluster.start();
            long back = System.nanoTime();
            Ended ended = rotation.await();
            assertThat(ended.exitCode()).as(ended.toString()).isIn(0, 3);
            String[] again = {"keys", "rotate", "--older-than=3650d", "--connect-timeout=2s", key};
            Await.until(() -> LauncherProcess.run(login, again).exitCode() == 0);
            Recovery recovery = Recovery.since(back);
            // Not rotated at all where the server went before there was a new key, and else each once more.
            check(cluster, login.database(), keys(cluster, login.database()) - 1);
            return recovery;
        }
    }

    private static int keys(LocalCluster cluster, String database) throws SQLException {
        try (Connection connection = cluster.connect(database)) {
            return StoredSecrets.keys(connection).size();
        }
    }

    private static void check(LocalCluster cluster, String database, long version) throws Exception {
        try (Connection connection = cluster.connect(database)) {
            List<StoredSecret> secrets = StoredSecrets.read(connection);
            SampleSecrets.areWhole(secrets, CREDENTIALS);
            SampleSecrets.areAll("encrypted anew once", secrets, secret -> secret.version() == version);
        }
    }
}
