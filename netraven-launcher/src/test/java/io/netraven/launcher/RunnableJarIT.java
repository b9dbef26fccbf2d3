package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as it is shipped, in processes of their own. */
final class RunnableJarIT {

    private static final String SECRET = "correct-horse-battery";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private record Ended(int exitCode, String output) {}

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(System.getProperty("runnable.jar"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "POSTGRES_HOST", database.host(),
                        "POSTGRES_PORT", Integer.toString(database.port()),
                        "POSTGRES_DB", database.name(),
                        "POSTGRES_USER", database.user(),
                        "POSTGRES_PASSWORD", database.password()));
        return builder.start();
    }

    private static Ended run(String... args) throws IOException, InterruptedException {
        Process process = start(args);
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), text);
        }
    }

    private static List<String> entries() throws IOException {
        try (JarFile file = new JarFile(System.getProperty("runnable.jar"))) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    @Nested
    final class Contents {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "io/netraven/trial/",
                    "io/zonky/",
                    "postgres-",
                    "org/eclipse/persistence/",
                    "com/mchange/",
                    "io/netraven/model/device/",
                    "org/bouncycastle/jce/",
                    "org/jline/terminal/",
                    "module-info.class"
                })
        void ofTheProductionJarAreNotThoseOfTheTrial(String prefix) throws IOException {
            assertThat(entries()).noneMatch(name -> name.startsWith(prefix));
        }

        @Test
        void ofTheProductionJarHaveVariantsForNewerJvmsInTheDriverAlone() throws IOException {
            assertThat(entries())
                    .filteredOn(name -> name.startsWith("META-INF/versions/") && name.endsWith(".class"))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("META-INF/versions/11/org/postgresql/"));
            try (JarFile jar = new JarFile(System.getProperty("runnable.jar"))) {
                assertThat(jar.isMultiRelease()).isTrue();
            }
        }
    }

    @Nested
    final class Processes {

        @Test
        void createThenFindNothingToDoThenAgree() throws IOException, InterruptedException {
            assertThat(run("init").output()).contains("CREATED");
            Ended second = run("init");
            assertThat(second.exitCode()).isZero();
            assertThat(second.output()).contains("UP_TO_DATE");
            assertThat(run("wait").exitCode()).isZero();
            assertThat(run("validate").exitCode()).isZero();
        }

        @Tag("long")
        @Test
        void writeTheSchemaReferenceAsTheRepositoryHasIt(@TempDir Path folder)
                throws IOException, InterruptedException {
            Ended ended = run("docs", "--out", folder.toString());
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.output()).startsWith("WRITTEN");
            for (String page : List.of("schema.md", "schema.html")) {
                assertThat(folder.resolve(page)).hasSameBinaryContentAs(Path.of("..", "docs", page));
            }
            run("init");
            assertThat(run("docs", "--live", "--out", folder.toString()).output())
                    .contains("nothing differs");
            assertThat(folder.resolve("schema.html"))
                    .content(StandardCharsets.UTF_8)
                    .contains(">equal<");
        }

        @Test
        void exitWithTheContractsCodes() throws IOException, InterruptedException {
            assertThat(run("--version").exitCode()).isZero();
            assertThat(run("ddl").exitCode()).isZero();
            assertThat(run("nonsense").exitCode()).isEqualTo(2);
            assertThat(run("try").exitCode()).isEqualTo(2);
            assertThat(run("init", "--port", "1", "--wait", "0").exitCode()).isEqualTo(3);
            assertThat(run("init", "--database", "no_such_database").exitCode()).isEqualTo(4);
            assertThat(run("wait", "--wait", "0").exitCode()).isEqualTo(8);
        }

        @Test
        void keepAPasswordOutOfEverything() throws IOException, InterruptedException {
            String url = "postgresql://nobody:" + SECRET + "@" + database.host() + ":" + database.port() + "/nowhere";
            Ended ended = run("init", "--url", url, "--wait", "0", "--verbose", "--debug");
            assertThat(ended.exitCode()).isNotZero();
            assertThat(ended.output()).isNotEmpty().doesNotContain(SECRET);
        }
    }

    @Nested
    @DisabledOnOs(OS.WINDOWS)
    final class Terminated {

        @Test
        void exitsWith143AtOnceAndTheServerRollsBack() throws IOException, InterruptedException, SQLException {
            try (Connection blocker = database.connect();
                    Statement blocking = blocker.createStatement();
                    // What a transaction sees of the activity does not change.
                    Connection watcher = database.connect();
                    Statement statement = watcher.createStatement()) {
                blocker.setAutoCommit(false);
                blocking.execute("CREATE SCHEMA netraven"); // The starter waits for whoever makes the same schema.
                Process process = start("init", "--lock-timeout", "10m", "--statement-timeout", "10m");
                awaitSession(statement, true);
                process.destroy();
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isEqualTo(143);
                // What it waited for is still held.
                awaitSession(statement, false);
                blocker.rollback();
            }
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT FROM pg_namespace WHERE nspname = 'netraven'")) {
                assertThat(found.next()).isFalse();
            }
        }

        private static void awaitSession(Statement statement, boolean there) {
            String waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name = 'netraven-launcher' AND wait_event_type = 'Lock'";
            Await.until(() -> {
                try (ResultSet found = statement.executeQuery(waiting)) {
                    return found.next() == there;
                }
            });
        }
    }
}
