package io.netraven.reliability.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Programs;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.SampleSecrets;
import io.netraven.reliability.StoredSecrets;
import io.netraven.reliability.Trials;
import io.netraven.schema.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filled database of the oldest release is dumped, and restored into the newest. */
@Tag("versions")
class MoveIT {

    private static final String DATABASE = "moved";
    private static final int CREDENTIALS = 500;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void fromTheOldestToTheNewest() throws Exception {
        Programs.postgres("pg_dump");
        String key = SampleSecrets.masterKeyOption(folder);
        Path records = Files.write(folder.resolve("credentials.jsonl"), SampleSecrets.json(CREDENTIALS));
        String fault = "dumped from PostgreSQL 14, restored into 18, " + CREDENTIALS + " credentials with it";
        try (OldestServer oldest = OldestServer.start();
                Trials trials = Trials.of(Area.VERSIONS, fault)) {
            fill(oldest, key, records);
            for (int round = 0; round < Run.rounds(1, 5); round++) {
                trials.attempt("round " + round, () -> move(oldest.login(DATABASE), key));
            }
        }
    }

    private static void fill(OldestServer oldest, String key, Path records) throws SQLException {
        try (Connection connection = connect(oldest.login("postgres"));
                Statement statement = connection.createStatement()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(14);
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        Login login = oldest.login(DATABASE);
        LauncherProcess.run(login, "init", key).succeededWith("CREATED");
        LauncherProcess.run(login, "credentials", "import", "--create-tags", "--in=" + records, key)
                .succeeded();
    }

    /** With {@code --create}, which alone keeps the settings and grants of the database itself. */
    private Recovery move(Login old, String key) throws Exception {
        Path dump = Programs.folder().resolve("moved.dump");
        try (Database empty = new Database()) {
            Login target = empty.login().to(DATABASE);
            assertThat(TestServer.shared().versionMajor()).isEqualTo(18);
            long start = System.nanoTime();
            program("pg_dump", old, "--format=custom", "--create", "--file=" + dump, "--dbname=" + DATABASE);
            program("pg_restore", target, "--create", "--exit-on-error", "--dbname=postgres", dump.toString());
            try {
                LauncherProcess.run(target, "validate").succeededWith("EQUAL");
                LauncherProcess.run(target, "init", key).succeededWith("UP_TO_DATE");
                Recovery recovery = Recovery.since(start);
                LauncherProcess.run(target, "init", key).succeededWith("UP_TO_DATE");
                try (Connection connection = connect(target)) {
                    SampleSecrets.areWhole(StoredSecrets.read(connection), CREDENTIALS);
                }
                LauncherProcess.run(target, "keys", "rotate", "--force", key).succeeded();
                return recovery;
            } finally {
                empty.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(dump.getParent());
        }
    }

    private static void program(String name, Login login, String... arguments) {
        String[] command = new String[arguments.length + 4];
        command[0] = Programs.postgres(name);
        command[1] = "--host=" + login.host();
        command[2] = "--port=" + login.port();
        command[3] = "--username=" + login.user();
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        Programs.run(command);
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + login.host() + ":" + login.port() + "/" + login.database(), login.user(), "");
    }
}
