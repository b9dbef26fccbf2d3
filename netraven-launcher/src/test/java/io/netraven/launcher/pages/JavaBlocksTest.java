package io.netraven.launcher.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.testing.SampleData;
import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The blocks of Java on the pages, compiled as they stand there, and run where they are a whole. */
class JavaBlocksTest {

    private static final Page KEYS = Page.read("docs/keys.md");
    private static final Page TESTING = Page.read("docs/testing.md");
    private static final Page EMBEDDING = Page.read("docs/embedding.md");

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Configuration.Builder configuration() throws IOException {
        return Configuration.builder().dataSource(database.dataSource()).encryptionKeyFile(keyFile());
    }

    private Path keyFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), TestKeys.text() + "\n");
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
        return file;
    }

    @Test
    void ofKeysRotatesATableOfAServiceToo() throws Exception {
        execute("CREATE TABLE netraven.acme_routers (id uuid PRIMARY KEY, community bytea, version bigint NOT NULL,"
                + " key_id uuid REFERENCES netraven.encryption_keys (id) ON DELETE RESTRICT)");
        try (MasterKey master = TestKeys.masterKey()) {
            TestKeys.openStore(database.dataSource()).close();
            execute("UPDATE netraven.encryption_keys SET activated_at = now() - interval '1 year'");
            Snippet.of(KEYS.only("java", "acme_routers"))
                    .given("DataSource dataSource", database.dataSource())
                    .given("MasterKey master", master)
                    .run(folder);
        }
        assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("2");
        assertThat(KEYS.blocks("java")).hasSize(1);
    }

    @Test
    void ofTestingAreTestsThatSucceed() throws Exception {
        TestExecutionSummary summary = new JavaSources(folder)
                .add(TESTING.only("java", "DeviceQueriesTest").text())
                .compile()
                .runTests();

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
    }

    @Test
    void ofTestingWorkWithoutJUnitAndWithCredentials() throws Exception {
        Snippet.of(TESTING.only("java", "ScratchDatabase")).run(folder.resolve("scratch"));
        Snippet.of(TESTING.only("java", "TestKeys"))
                .given("TestDatabase database", database)
                .run(folder.resolve("credentials"));

        assertThat(ask("SELECT name FROM netraven.credentials")).isEqualTo("core-ssh");
        assertThat(TESTING.blocks("java")).hasSize(3);
    }

    @Test
    void ofEmbeddingStartWithADataSourceOfTheServiceAndWait() throws Exception {
        Snippet.of(EMBEDDING.only("java", "dataSource(pool)"))
                .given("DataSource pool", database.dataSource())
                .given("Path keyFile", keyFile())
                .run(folder.resolve("pool"));
        assertThat(ask("SELECT count(*) FROM netraven.encryption_keys")).isEqualTo("1");

        Snippet.of(EMBEDDING.only("java", "startWhenReady"))
                .given("Map<String, String> environment", environment())
                .run(folder.resolve("waiting"));
    }

    @Test
    void ofEmbeddingTryCredentialsOnADevice() throws Exception {
        try (NetRaven netRaven = NetRaven.start(configuration().build())) {
            SampleData sample = SampleData.in(database.dataSource());
            UUID tag = sample.tag("core");
            UUID device = sample.device("core-router-1", tag);
            Snippet.of(new Block("java", """
                            netRaven.credentials().add(NewCredential.named("core-ssh", "backup")
                                    .password(Secret.ofString("any")).tag(tag, 90).build());
                            """))
                    .given("NetRaven netRaven", netRaven)
                    .given("UUID tag", tag)
                    .run(folder.resolve("add"));
            Snippet.of(EMBEDDING.only("java", "loginFor"))
                    .given("NetRaven netRaven", netRaven)
                    .given("UUID deviceId", device)
                    .run(folder.resolve("login"));
        }
        assertThat(ask("SELECT success_count FROM netraven.credentials")).isEqualTo("1");
    }

    @Test
    void ofEmbeddingCompile() throws Exception {
        Snippet.of(EMBEDDING.only("java", "addShutdownHook"))
                .given("Configuration configuration", null)
                .compile(folder.resolve("hook"));
        Snippet.of(EMBEDDING.only("java", "ServiceStatus"))
                .given("NetRaven netRaven", null)
                .compile(folder.resolve("status"));
        Snippet.of(EMBEDDING.only("java", "LongAdder"))
                .given("Map<String, String> environment", null)
                .compile(folder.resolve("events"));
        // Those that the tests of this class know.
        assertThat(EMBEDDING.blocks("java")).hasSize(7);
    }

    @Test
    void ofTheReadmeCompile() throws Exception {
        Page readme = Page.read("README.md");
        Snippet.of(readme.only("java", "NetRaven.start"))
                .given("UUID deviceId", null)
                .compile(folder.resolve("start"));
        new JavaSources(folder.resolve("test"))
                .add("class SomeTest {\n" + readme.only("java", "TestDatabase").text() + "}\n")
                .compile();

        assertThat(readme.blocks("java")).hasSize(2);
    }

    @Test
    void ofEmbeddingAreAServiceThatStarts() throws Exception {
        new JavaSources(folder.resolve("collector"))
                .add(EMBEDDING.only("java", "class Collector").text())
                .compile();

        assertThat(run(Map.of())).contains("POSTGRES_HOST").endsWith("exit code 2");
        assertThat(run(environment())).startsWith("UP_TO_DATE\n1 tags\n").endsWith("exit code 0");
        execute("ALTER TABLE netraven.tags DROP COLUMN color");
        assertThat(run(environment())).contains("column tags.color is missing").endsWith("exit code 1");
    }

    private String run(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder.resolve("collector") + File.pathSeparator + System.getProperty("java.class.path"),
                        "com.example.collector.Collector")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return output + "exit code " + process.waitFor();
    }

    private static Map<String, String> environment() {
        return Map.of(
                "POSTGRES_HOST", database.host(),
                "POSTGRES_PORT", Integer.toString(database.port()),
                "POSTGRES_DB", database.name(),
                "POSTGRES_USER", database.user(),
                "POSTGRES_PASSWORD", database.password());
    }
}
