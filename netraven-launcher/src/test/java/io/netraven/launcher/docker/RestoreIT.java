package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code restore.sh} on a real server, as the owner of the database, who is no superuser. */
@Order(1) // One of the longest.
class RestoreIT {

    private static final Pattern RESTORED = Pattern.compile("restored into (\\w+)|(\\w+) is kept: ");

    private static LocalPostgres server;
    private static Path backup;

    private Path folder;
    private Surroundings surroundings;

    @BeforeAll
    static void start(@TempDir Path backups, @TempDir Path programs) throws IOException, SQLException {
        assumeTrue(LocalPostgres.find().isPresent(), "no PostgreSQL with pg_dump is installed on this machine");
        server = LocalPostgres.start(LocalPostgres.find().orElseThrow());
        server.execute("postgres", "CREATE ROLE netraven LOGIN CREATEDB IN ROLE pg_signal_backend");
        server.execute("postgres", "CREATE ROLE reports");
        server.execute("postgres", "CREATE DATABASE source OWNER netraven");
        try (Connection owner = server.dataSource("source").getConnection("netraven", "")) {
            execute(owner, "ALTER DATABASE source SET work_mem = '8MB'");
            execute(owner, "REVOKE CONNECT, TEMPORARY ON DATABASE source FROM PUBLIC");
            execute(owner, "GRANT CONNECT ON DATABASE source TO reports");
        }
        Surroundings surroundings = Surroundings.on(server, "source", programs)
                .with("POSTGRES_USER", "netraven")
                .with("BACKUP_FOLDER", backups);
        succeeds(surroundings, "netraven-launcher", "init");
        server.execute("source", "INSERT INTO netraven.tags (id, name) VALUES (gen_random_uuid(), 'of the backup')");
        server.execute("source", "GRANT USAGE ON SCHEMA netraven TO reports");
        server.execute("source", "GRANT SELECT ON netraven.tags TO reports");
        succeeds(surroundings, "backup.sh");
        backup = new BackupFolder(backups).only();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void surround(@TempDir Path programs) throws IOException {
        folder = programs;
        surroundings = Surroundings.on(server, "target", programs).with("POSTGRES_USER", "netraven");
    }

    @AfterEach
    void dropAll() throws SQLException {
        for (String database : databases()) {
            server.execute("postgres", "DROP DATABASE \"" + database + "\" WITH (FORCE)");
        }
    }

    @Test
    void makesTheDatabaseThatIsNotThere() throws Exception {
        assertThat(restore(backup.toString())).isEqualTo("target is restored from " + backup + "\n");

        isRestored("target");
        assertThat(databases()).containsExactly("target");
    }

    @Test
    @Tag("long")
    void takesThePlaceOfAnEmptyDatabaseAndKeepsItsOwner() throws Exception {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "CREATE SCHEMA netraven; CREATE EXTENSION pgcrypto");

        restore(backup.toString());

        isRestored("target");
        assertThat(databases()).containsExactly("target");
    }

    @Test
    @Tag("long")
    void keepsWhatCameIntoAnEmptyDatabaseMeanwhile() throws Exception {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        Surroundings busy = surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in *--dbname*) psql -qd target -c \"CREATE TABLE precious AS SELECT 'data' AS text\" ;; esac\n"
                        + "exec '" + LocalPostgres.find().orElseThrow().resolve("pg_restore") + "' \"$@\"");

        String said = succeeds(busy, "restore.sh", backup.toString());

        isRestored("target");
        assertThat(said).contains("is kept", "DROP DATABASE");
        String kept = databases().stream()
                .filter(name -> name.startsWith("target_before_"))
                .findFirst()
                .orElseThrow();
        assertThat(server.ask(kept, "SELECT text FROM precious")).isEqualTo("data");
    }

    @Test
    @Tag("long")
    void bringsSettingsAndPrivilegesOfTheDatabase() throws Exception {
        restore(backup.toString());

        assertThat(server.ask("target", "SELECT current_setting('search_path') || ' ' || current_setting('work_mem')"))
                .isEqualTo("netraven, public 8MB");
        assertThat(server.ask(
                        "target",
                        "SELECT has_database_privilege('reports', 'target', 'CONNECT') || ' '"
                                + " || has_database_privilege('reports', 'target', 'TEMPORARY') || ' '"
                                + " || has_table_privilege('reports', 'netraven.tags', 'SELECT')"))
                .isEqualTo("true false true");
        assertThat(server.ask("target", "SELECT count(*) FROM pg_stats WHERE schemaname = 'netraven'"))
                .isNotEqualTo("0");
    }

    @Test
    void isRefusedOverDataAndTouchesNothing() throws Exception {
        fillTarget();
        String before = server.ask("postgres", "SELECT string_agg(datname || oid, ',' ORDER BY oid) FROM pg_database");

        Ended ended = failsWith(4, backup.toString());

        assertThat(ended.output()).contains("target holds 1 tables, views and sequences", "--replace");
        assertThat(server.ask("postgres", "SELECT string_agg(datname || oid, ',' ORDER BY oid) FROM pg_database"))
                .isEqualTo(before);
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");
    }

    @Test
    void keepsWhatItReplaces() throws Exception {
        fillTarget();

        String said = restore(backup.toString(), "--replace");

        isRestored("target");
        String kept = databases().stream()
                .filter(name -> name.startsWith("target_before_"))
                .findFirst()
                .orElseThrow();
        assertThat(said).contains("DROP DATABASE \"" + kept + "\"");
        assertThat(server.ask(kept, "SELECT text FROM precious")).isEqualTo("data");
        assertThat(databases()).hasSize(2);
    }

    @Test
    @Tag("long")
    void endsSessionsThatComeBackAllTheTime() throws Exception {
        fillTarget();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Thread> services = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread service = new Thread(() -> {
                while (!done.get()) {
                    try (Connection connection = server.dataSource("target").getConnection("netraven", "")) {
                        begun.incrementAndGet();
                        while (!done.get()) {
                            execute(connection, "SELECT pg_sleep(0.01)");
                        }
                    } catch (SQLException e) {
                        ended.incrementAndGet();
                    }
                }
            });
            service.start();
            services.add(service);
        }
        try {
            Await.until(() -> begun.get() >= services.size());
            restore(backup.toString(), "--replace");
        } finally {
            done.set(true);
            for (Thread service : services) {
                service.join();
            }
        }
        isRestored("target");
        assertThat(ended).hasPositiveValue();
    }

    @Test
    @Tag("long")
    void restoresUnderAnotherNameForADrill() throws Exception {
        fillTarget();

        restore(backup.toString(), "--database", "drill");

        isRestored("drill");
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 11, 40, 200, 2000, -5000, -2000, -100, -1})
    void noticesDamageAtEveryPlaceBeforeItAsksTheServer(int place) throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        bytes[place < 0 ? bytes.length + place : place] ^= 1;

        Ended ended = failsWith(3, copy(bytes).toString());

        assertThat(ended.output()).contains("is not what was backed up, by its SHA-256");
        assertThat(databases()).isEmpty();
    }

    @Test
    void noticesWhatIsMissingOrTooMuch() throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
            failsWith(3, copy(Arrays.copyOf(bytes, length)).toString());
        }
        Path whole = copy(bytes);
        Files.writeString(Path.of(whole + ".sha256"), "0000", UTF_8);
        failsWith(3, whole.toString());
        Files.delete(Path.of(whole + ".sha256"));
        assertThat(failsWith(3, "--check", whole.toString()).output()).contains("is missing", "--without-checksum");
        assertThat(restore("--check", whole.toString(), "--without-checksum")).contains("can be restored");
        assertThat(failsWith(3, copy(Arrays.copyOf(bytes, bytes.length / 2)).toString(), "--without-checksum")
                        .output())
                .contains("cannot be read whole");
        assertThat(databases()).isEmpty();
    }

    @Test
    @Tag("long")
    void namesTheRolesThatAreMissing() throws Exception {
        server.execute("source", "CREATE ROLE \"odd Role\"");
        server.execute("source", "GRANT SELECT ON netraven.tags TO \"odd Role\"");
        Path other = anotherBackup();
        server.execute("source", "REVOKE SELECT ON netraven.tags FROM \"odd Role\"");
        server.execute("source", "DROP ROLE \"odd Role\"");

        Ended ended = failsWith(4, other.toString());

        assertThat(ended.output()).endsWith("Make them first:\nCREATE ROLE \"odd Role\" NOLOGIN;\n");
        assertThat(databases()).isEmpty();
        server.execute("postgres", ended.output().substring(ended.output().indexOf("CREATE ROLE")));
        restore(other.toString());
        dropAll();
        server.execute("postgres", "DROP ROLE \"odd Role\"");
    }

    @Test
    @Tag("long")
    void leavesADifferentSchemaBesideToBeUpgradedAndSwapped() throws Exception {
        server.execute("source", "DROP INDEX netraven.ix_devices_hostname");
        Path older = anotherBackup();
        succeeds(surroundings.with("POSTGRES_DB", "source"), "netraven-launcher", "upgrade");
        fillTarget();

        Ended ended = failsWith(1, older.toString(), "--replace");

        String restored = restored(ended);
        assertThat(ended.output()).contains("ix_devices_hostname", "restore.sh --swap " + restored);
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");
        succeeds(surroundings.with("POSTGRES_DB", restored), "netraven-launcher", "upgrade");
        restore("--swap", restored, "--replace");
        isRestored("target");
    }

    @Test
    void removesWhatItMadeWhenTheRestoreFails() throws Exception {
        server.execute("postgres", "CREATE ROLE able LOGIN CREATEDB");

        Ended ended = failsWith(5, surroundings.with("POSTGRES_USER", "able"), backup.toString());
        assertThat(ended.output()).contains("pg_restore failed", "target is as it was");
        assertThat(databases()).isEmpty();
        server.execute("postgres", "DROP ROLE able");
    }

    @Test
    @Tag("long")
    void putsEverythingBackWhenTheSwapFails() throws Exception {
        fillTarget();
        Ended ended;
        // A superuser's session is not the owner's to end.
        try (Connection administrator = server.dataSource("target").getConnection()) {
            ended = failsWith(6, backup.toString(), "--replace");
            assertThat(administrator.isValid(60)).isTrue();
        }
        assertThat(ended.output()).contains("target is as it was", "restore.sh --swap " + restored(ended));
        assertThat(server.ask("target", "SELECT text FROM precious")).isEqualTo("data");

        restore("--swap", restored(ended), "--replace");
        isRestored("target");
    }

    @Test
    void leavesNothingWhenItIsStopped() throws Exception {
        Surroundings slow = surroundings.withProgram(
                folder,
                "pg_restore",
                "case \"$*\" in *--dbname*) sleep 60 & wait $! ;; esac\nexec '"
                        + LocalPostgres.find().orElseThrow().resolve("pg_restore") + "' \"$@\"");
        try (Script script = Script.start(slow, "restore.sh", backup.toString())) {
            script.awaitProgram("sleep");
            assertThat(databases()).hasSize(1);
            script.terminate();

            assertThat(script.await().exitCode()).isEqualTo(143);
        }
        assertThat(databases()).isEmpty();
    }

    @Test
    void mistakesInArgumentsAreNamed() throws Exception {
        assertThat(failsWith(2).output()).contains("name a backup", "usage: restore.sh FILE", "--check FILE");
        assertThat(failsWith(2, "--quickly").output()).contains("there is no option --quickly");
        assertThat(failsWith(2, "/none").output()).contains("/none is no file");
        assertThat(failsWith(2, "a", "b").output()).contains("b is one argument too many");
        assertThat(failsWith(2, backup.toString(), "--database").output()).contains("--database needs a name");
        assertThat(failsWith(2, surroundings.with("NETRAVEN_LAUNCHER", "/none"), backup.toString())
                        .output())
                .contains("/none is missing");
        assertThat(failsWith(2, backup.toString(), "--database", "d".repeat(40)).output())
                .contains("is too long");
        assertThat(failsWith(4, "--swap", "nowhere").output()).contains("there is no database nowhere");
        assertThat(failsWith(4, surroundings.with("POSTGRES_PORT", "1"), backup.toString())
                        .output())
                .contains("cannot be asked");
    }

    private String restore(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("restore.sh"));
        command.addAll(Arrays.asList(arguments));
        String said = succeeds(surroundings, command.toArray(String[]::new));
        return said.lines()
                .filter(line -> line.startsWith("restore.sh: "))
                .reduce("", (all, line) -> all + line.substring("restore.sh: ".length()) + "\n");
    }

    private Ended failsWith(int exitCode, String... arguments) throws IOException {
        return failsWith(exitCode, surroundings, arguments);
    }

    private static Ended failsWith(int exitCode, Surroundings surroundings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("restore.sh"));
        command.addAll(Arrays.asList(arguments));
        Ended ended = Script.run(surroundings, command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        return ended;
    }

    private static String succeeds(Surroundings surroundings, String... command) throws IOException {
        Ended ended = Script.run(surroundings, command);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }

    private static String restored(Ended ended) {
        Matcher matcher = RESTORED.matcher(ended.output());
        assertThat(matcher.find()).as(ended.output()).isTrue();
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static void isRestored(String database) throws SQLException {
        assertThat(server.ask(database, "SELECT count(*) FROM netraven.tags WHERE name = 'of the backup'"))
                .isEqualTo("1");
        assertThat(server.ask(
                        "postgres",
                        "SELECT rolname || ' ' || datallowconn FROM pg_database JOIN pg_roles r ON r.oid = datdba"
                                + " WHERE datname = '" + database + "'"))
                .isEqualTo("netraven true");
    }

    private static void fillTarget() throws SQLException {
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "CREATE TABLE precious AS SELECT 'data' AS text");
    }

    /** Another backup of the source, as it is now. */
    private Path anotherBackup() throws IOException {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        succeeds(surroundings.with("POSTGRES_DB", "source").with("BACKUP_FOLDER", backups), "backup.sh");
        return new BackupFolder(backups).only();
    }

    /** A file of one's own, with the checksum of the backup. */
    private Path copy(byte[] bytes) throws IOException {
        Files.writeString(folder.resolve("copy.dump.sha256"), Files.readString(Path.of(backup + ".sha256")), UTF_8);
        return Files.write(folder.resolve("copy.dump"), bytes);
    }

    /** What there is besides the source. */
    private static List<String> databases() throws SQLException {
        String names = server.ask(
                "postgres",
                "SELECT coalesce(string_agg(datname, ' ' ORDER BY datname), '') FROM pg_database"
                        + " WHERE NOT datistemplate AND datname NOT IN ('postgres', 'source')");
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
