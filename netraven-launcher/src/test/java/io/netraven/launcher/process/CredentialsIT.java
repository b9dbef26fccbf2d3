package io.netraven.launcher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Login;
import io.netraven.schema.testing.Template;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The credential store's commands, in processes of the runnable jar. */
class CredentialsIT {

    private static final String SECRET = "correct-horse-battery";
    private static final String PASSPHRASE = "seven small stones in a row";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text + "\n").toString();
    }

    private static Ended run(Database database, String key, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--encryption-key-file=" + key);
        Ended ended = LauncherProcess.run(database.login(), all.toArray(new String[0]));
        assertThat(ended.out() + ended.err()).doesNotContain(SECRET).doesNotContain(PASSPHRASE);
        return ended;
    }

    private void add(Database database, String key, String name) throws IOException {
        run(
                        database,
                        key,
                        "credentials",
                        "add",
                        "--name=" + name,
                        "--username=backup",
                        "--secret-file=" + file("secret", SECRET))
                .succeeded();
    }

    @Tag("long")
    @Test
    void takesAPassphraseForAMasterKeyAndRefusesAnother() throws IOException {
        try (Database database = new Database()) {
            String key = file("key", PASSPHRASE);
            assertThat(run(database, key, "init").succeeded().out()).contains("the first data key was made");
            add(database, key, "core-ssh");
            assertThat(run(database, key, "status").succeeded().out()).contains("the master key opens it");

            Ended refused = run(database, file("another", PASSPHRASE + "."), "keys", "rotate", "--force");
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(6);
            assertThat(refused.err()).contains("The master key does not open 1 of the 1 data keys");
        }
    }

    @Test
    @Tag("long")
    void rotatesWithProgressAsEventsAndTheResultAsADocument() throws IOException, SQLException {
        try (Database database = new Database()) {
            String key = generated();
            run(database, key, "init").succeeded();
            add(database, key, "a");
            add(database, key, "b");

            Ended ended = run(database, key, "keys", "rotate", "--force", "--format=json");

            assertThat(ended.succeeded().out()).contains("\"rows\" : 2", "\"newKey\" : true");
            assertThat(ended.err().lines())
                    .anyMatch(line -> line.startsWith("{\"event\":\"progress\",\"table\":\"credentials\","));
            assertThat(database.ask("SELECT count(*) FROM netraven.credentials c JOIN netraven.encryption_keys k"
                            + " ON k.id = c.key_id WHERE k.state = 'active'"))
                    .isEqualTo("2");
        }
    }

    private String generated() {
        String key = folder.resolve("master.key").toString();
        Login nobody = new Login(Login.LOOPBACK, 1, "netraven", "netraven", "");
        LauncherProcess.run(nobody, "keys", "generate", "--out", key).succeeded();
        return key;
    }

    @Test
    void endsARotationAtOnceAndTheNextOneGoesOn() throws IOException, SQLException {
        try (Database database = new Database()) {
            String key = generated();
            run(database, key, "init").succeeded();
            add(database, key, "a");
            add(database, key, "b");
            database.execute(
                    "CREATE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_sleep(3600); RETURN new; END $$",
                    "CREATE TRIGGER dawdle BEFORE UPDATE ON netraven.credentials FOR EACH ROW"
                            + " EXECUTE FUNCTION public.dawdle()");
            try (LauncherProcess rotation = LauncherProcess.start(
                    database.login(), "keys", "rotate", "--force", "--batch-rows=1", "--encryption-key-file=" + key)) {
                // Both workers are at it.
                Await.until(() -> database.launcherSessions().stream()
                                .filter(session -> session.query().contains("UPDATE"))
                                .count()
                        == 2);

                rotation.terminate();
                Ended ended = rotation.await();

                assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(143);
                assertThat(ended.err()).doesNotContain("netraven-launcher:", "\tat ", "Exception");
                Await.until(() -> database.launcherSessions().isEmpty());
            }
            database.execute("DROP TRIGGER dawdle ON netraven.credentials");
            assertThat(run(database, key, "keys", "rotate").succeeded().out()).contains("2 encrypted anew");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hasNoSecretAmongItsArgumentsAndItsEnvironment() throws IOException, InterruptedException {
        try (Database database = new Database()) {
            String key = generated();
            run(database, key, "init").succeeded();
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    System.getProperty("runnable.jar", "target/netraven-launcher.jar"),
                    "credentials",
                    "add",
                    "--name=piped",
                    "--username=backup",
                    "--secret-stdin",
                    "--encryption-key-file=" + key);
            builder.environment().putAll(database.login().environment());
            Process process = builder.redirectErrorStream(true).start();
            String masterKey = Files.readString(Path.of(key)).strip();
            try (OutputStream in = process.getOutputStream()) {
                in.write(SECRET.getBytes(UTF_8));
                in.flush();
                // It is still reading.
                Path proc = Path.of("/proc", Long.toString(process.pid()));
                for (String content : List.of("cmdline", "environ")) {
                    assertThat(Files.readString(proc.resolve(content), UTF_8))
                            .doesNotContain(SECRET)
                            .doesNotContain(masterKey);
                }
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).startsWith("ADDED").doesNotContain(SECRET);
        }
    }

    @Test
    void loadsNothingOfTheStoreWithoutAMasterKey() throws IOException, InterruptedException {
        try (Database database = new Database(Template.of(NetRavenSchema.model()))) {
            Path log = folder.resolve("classes");
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + log,
                    "-jar",
                    System.getProperty("runnable.jar", "target/netraven-launcher.jar"),
                    "init");
            builder.environment().putAll(database.login().environment());
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(Files.readString(log))
                    .contains("io.netraven.launcher.internal.cli.InitCommand ")
                    .doesNotContain(
                            "io.netraven.credentials.", "org.bouncycastle.", "me.tongfei.", "io.netraven.model.");
        }
    }
}
