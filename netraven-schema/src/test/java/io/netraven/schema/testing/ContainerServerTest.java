package io.netraven.schema.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * The fixture on Testcontainers. In a process of its own, as each process has one test server. Needs Docker, or podman
 * with runc.
 */
@EnabledIfSystemProperty(
        named = "docker.tests",
        matches = "true",
        disabledReason = "starts a container: run mvn -Pdocker verify, or set RUN_DOCKER_TESTS=1")
class ContainerServerTest {

    /** Gives its command an engine and an image, or says what is missing. */
    private static final Path WITH_ENGINE = Path.of("..", "docker", "stand-in", "with-engine.sh")
            .toAbsolutePath()
            .normalize();

    private static final int MISSING = 77;

    @Test
    void theFixturesOwnTestsPassOnAServerInAContainer(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report");
        Path output = folder.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                        WITH_ENGINE.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InContainer.class.getName(),
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = command.environment();
        environment.put(Settings.SERVER, "testcontainers");
        environment.keySet().removeAll(List.of(Settings.DATABASE_URL, Settings.VERSION, Settings.LOG_STATEMENT));

        int exitCode = command.start().waitFor();

        String said = Files.readString(output, UTF_8);
        assumeTrue(exitCode != MISSING, said);
        assertThat(exitCode).as(said).isZero();
        assertThat(Files.readAllLines(report, UTF_8))
                .first()
                .asString()
                .as(said)
                .matches("PostgreSQL \\d+ at (?!127\\.)[0-9.]+: \\d{2,} tests passed, 0 failed");
    }

    /** Tells where its test server is, and what the fixture's tests found there. */
    static final class InContainer {

        private InContainer() {}

        public static void main(String[] arguments) throws IOException, SQLException {
            TestServer server = TestServer.shared();
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(TestServerTest.class), selectClass(TestDatabaseTest.class))
                    .execute()
                    .testEvents();
            String line = "PostgreSQL " + server.versionMajor() + " at " + address(server) + ": "
                    + tests.succeeded().count() + " tests passed, "
                    + tests.failed().count() + " failed";
            String failures = String.join(
                    "\n", tests.failed().stream().map(Event::toString).toList());
            Files.writeString(Path.of(arguments[0]), line + "\n" + failures, UTF_8);
        }

        /** The server's own address, which in a container is not this machine's. */
        private static String address(TestServer server) throws SQLException {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT host(inet_server_addr())")) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
