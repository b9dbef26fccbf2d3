package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.ClosedPort;
import io.netraven.schema.SchemaEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Backups on a real server, mostly with the command in this process. CommandsIT runs the script. Needs an installed PostgreSQL with
 * its client programs.
 */
class BackupIT {

    private static final String PASSWORD = "b:ack\\up 'secret\"";

    private static final String WRONG_PASSWORD = "28P01";

    private static LocalPostgres server;

    private Path folder;
    private Path programs;
    private BackupFolder backups;
    private Surroundings surroundings;

    @BeforeAll
    static void start() throws IOException, SQLException {
        assumeTrue(LocalPostgres.find().isPresent(), "no PostgreSQL with pg_dump is installed on this machine");
        server = LocalPostgres.start(LocalPostgres.find().orElseThrow());
        server.execute("postgres", "CREATE DATABASE netraven");
        SchemaEngine.builder(server.dataSource("netraven"))
                .model(NetRavenSchema.model())
                .build()
                .initialize();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void surround(@TempDir Path backupFolder, @TempDir Path programFolder) throws IOException {
        folder = backupFolder;
        programs = programFolder;
        backups = new BackupFolder(folder);
        surroundings = Surroundings.on(server, "netraven", programs).with("BACKUP_FOLDER", folder);
    }

    private static String program(String name) {
        return "'" + LocalPostgres.find().orElseThrow().resolve(name) + "'";
    }

    /** The begin of a pg_dump that fails only when it dumps. */
    private static String tellsVersion() {
        return "[ \"$1\" != --version ] || exec " + program("pg_dump") + " --version\n";
    }

    @Test
    void makesADumpThatReadsBackItsChecksumAndItsRecord() throws IOException {
        Ended ended = Operation.backup(surroundings);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("bytes", "read back");
        Path backup = backups.only();
        assertThat(backup.getFileName().toString()).matches("netraven-\\d{8}T\\d{6}Z\\.dump");
        assertThat(backups.files()).containsExactly(name(backup), name(backup) + ".json", name(backup) + ".sha256");
        assertThat(Script.run(surroundings, "sh", "-c", "cd " + folder + " && sha256sum -c *.sha256")
                        .exitCode())
                .isZero();
        assertThat(Script.run(surroundings, "pg_restore", "--list", backup.toString())
                        .output())
                .contains("TABLE DATA netraven tags");
        for (String file : backups.files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup.sh", "restore.sh"})
    void theScriptNamesALauncherThatIsMissing(String script) throws IOException {
        Ended ended = Script.run(surroundings.with("NETRAVEN_LAUNCHER", "/none/launcher"), script);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).isEqualTo(script + ": /none/launcher is missing: set NETRAVEN_LAUNCHER\n");
    }

    @Test
    void thePasswordIsInNoArgumentAndNoVariableOfAProgram() throws IOException, SQLException {
        guard();
        Path password = Files.writeString(programs.resolve("password"), PASSWORD + "\n", UTF_8);
        Path seen = programs.resolve("seen");
        Surroundings guarded = surroundings
                .with("POSTGRES_USER", "guarded")
                .with("POSTGRES_PASSWORD", null)
                .with("POSTGRES_PASSWORD_FILE", password)
                .withProgram(
                        programs,
                        "pg_dump",
                        "{ echo arguments \"$@\"; env; } >> '" + seen + "'\nexec " + program("pg_dump") + " \"$@\"");

        failsWith(
                3,
                guarded.with("POSTGRES_PASSWORD_FILE", Files.writeString(programs.resolve("wrong"), "wrong", UTF_8)),
                WRONG_PASSWORD);
        Ended ended = Operation.backup(guarded);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(seen)).contains("arguments --format=custom").doesNotContain("secret\"");
        assertThat(ended.output()).doesNotContain("secret\"");
        assertThat(Files.exists(Path.of(Files.readString(seen).replaceAll("(?s).*PGPASSFILE=([^\n]*).*", "$1"))))
                .isFalse();
    }

    /** Each variable: ChildEnvironmentTest. */
    @Tag("long")
    @Test
    void otherVariablesOfPostgresqlDoNotWin() throws IOException {
        Surroundings misled = surroundings
                .with("PGHOSTADDR", "192.0.2.1")
                .with("PGSERVICE", "elsewhere")
                .with("PGDATABASE", "postgres");

        Ended ended = Operation.backup(misled);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("Not used: PGDATABASE, PGHOSTADDR, PGSERVICE");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"R&D", "a/b", ".hidden", "100%", "x=y", "two words", "q\"uote", "ümlaut"})
    void anOddNameIsBackedUpAndProven(String database) throws IOException, SQLException {
        isBackedUpAndProven(database);
    }

    @Test
    void aNameWithAllOfItIsBackedUpAndProven() throws IOException, SQLException {
        isBackedUpAndProven(".R&D/100% x=\"ü\"", "--jobs", "2");
    }

    private void isBackedUpAndProven(String database, String... options) throws IOException, SQLException {
        String quoted = '"' + database.replace("\"", "\"\"") + '"';
        server.execute("postgres", "CREATE DATABASE " + quoted);

        List<String> words = new ArrayList<>(List.of(options));
        words.add("--prove");
        Ended ended = Operation.backup(surroundings.with("POSTGRES_DB", database), words.toArray(String[]::new));

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(Path.of(backups.only() + ".json"))).contains("\"proven\" : true");
        server.execute("postgres", "DROP DATABASE " + quoted);
    }

    @Test
    void severalJobsMakeAFolderThatIsChecked() throws IOException {
        Ended ended = Operation.backup(surroundings, "--jobs", "2");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Path backup = backups.only();
        assertThat(backup).isDirectory();
        assertThat(check(backup)).isZero();
        Files.delete(backup.resolve("toc.dat"));
        assertThat(check(backup)).isEqualTo(3);
    }

    private int check(Path backup) {
        return Operation.restore(surroundings, "--check", backup.toString()).exitCode();
    }

    @Nested
    class LeavesNothingThatLooksLikeABackup {

        @Test
        void whenPgDumpIsKilled() throws IOException {
            failsWith(
                    3,
                    surroundings.withProgram(programs, "pg_dump", tellsVersion() + "kill -9 $$"),
                    "There is no new backup");
        }

        @Test
        void whenNoServerAnswers() throws IOException {
            try (ClosedPort port = new ClosedPort()) {
                Surroundings elsewhere =
                        surroundings.with("POSTGRES_PORT", port.login("").port());
                failsWith(3, elsewhere, "Could not query", "There is no new backup");
            }
        }

        @Test
        void whenItsSessionIsEnded() throws IOException {
            Surroundings ended = surroundings.withProgram(
                    programs,
                    "pg_dump",
                    tellsVersion() + program("psql")
                            + " -qAtd netraven -c 'SELECT pg_terminate_backend(pg_backend_pid())'");

            failsWith(3, ended, "There is no new backup");
        }

        @Test
        void whenTheDiskIsFull() throws IOException {
            Ended mounted =
                    Script.run(surroundings, "unshare", "-m", "mount", "-t", "tmpfs", "none", folder.toString());
            assumeTrue(mounted.exitCode() == 0, "this user may not mount a file system: " + mounted.output());

            Ended ended = Script.run(
                    surroundings,
                    "unshare",
                    "-m",
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=40k none " + folder + "; " + Script.FOLDER.resolve("backup.sh")
                            + "; code=$?; ls " + folder + "; ls -A " + folder + " | grep partial; exit $code");

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
            assertThat(ended.output()).contains("No space left on device").endsWith("There is no new backup\n");
        }

        @Test
        void whenTheDumpCannotBeReadBack() throws IOException {
            Surroundings damaging = surroundings.withProgram(
                    programs,
                    "pg_dump",
                    tellsVersion() + program("pg_dump")
                            + " \"$@\" || exit\nfor last; do :; done\ntruncate -s -500 \"${last#--file=}\"");

            failsWith(4, damaging, "cannot be read back");
        }

        @Test
        void whenItIsStopped() throws Exception {
            try (Connection held = hold()) {
                Operation backup = Operation.command(surroundings, "backup");
                CompletableFuture<Ended> run = CompletableFuture.supplyAsync(backup::run);
                awaitDump();
                backup.stop();

                assertThat(run.join().exitCode()).isEqualTo(143);
                assertThat(backups.files()).isEmpty();
                held.rollback();
            }
        }

        @Test
        void whenItIsKilledAndTheNextRunCleansUp() throws Exception {
            try (Connection held = hold();
                    Script script = Script.start(surroundings, "backup.sh")) {
                awaitDump();
                ProcessHandle dump = script.awaitProgram("pg_dump");
                script.kill();
                script.await();
                assertThat(backups.backups()).isEmpty();
                dump.destroyForcibly();
                dump.onExit().join();
                held.rollback();
            }
            Files.writeString(folder.resolve(".netraven-20260101T000000Z.dump.partial"), "half", UTF_8);
            Files.writeString(folder.resolve("netraven-20260101T000000Z.dump.sha256"), "without its dump", UTF_8);

            assertThat(Operation.backup(surroundings).exitCode()).isZero();

            String backup = name(backups.only());
            assertThat(backups.files()).containsExactly(backup, backup + ".json", backup + ".sha256");
        }
    }

    @Test
    void twoOfOneDatabaseDoNotMeetAndOthersGoOn() throws Exception {
        try (Connection held = hold()) {
            CompletableFuture<Ended> first = CompletableFuture.supplyAsync(() -> Operation.backup(surroundings));
            awaitDump();

            Ended second = Operation.backup(surroundings);
            Ended other = Operation.backup(surroundings.with("POSTGRES_DB", "postgres"));

            assertThat(second.exitCode()).isEqualTo(5);
            assertThat(second.output()).contains("Another backup of netraven to " + folder + " is under way");
            assertThat(other.exitCode()).as(other.output()).isZero();
            held.rollback();
            assertThat(first.join().exitCode()).isZero();
        }
        assertThat(backups.backups()).hasSize(2);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"2, 2", "0, 4"})
    void retentionKeepsSoMany(int count, int kept) throws IOException {
        keeps(3, count, kept);
    }

    @Test
    void retentionKeepsItsOwnAndDeletesNoOther() throws IOException {
        keeps(1, 1, 1);
    }

    private void keeps(int earlier, int count, int kept) throws IOException {
        Surroundings keeping = surroundings.with("BACKUP_KEEP_DAYS", 0);
        for (int i = 0; i < earlier; i++) {
            assertThat(Operation.backup(keeping).exitCode()).isZero();
        }
        String unrecorded = backups.earlier("netraven", 99);
        String other = backups.earlier("netraven-test", 99);

        Ended ended = Operation.backup(keeping.with("BACKUP_KEEP_COUNT", count));

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(backups.backups()).hasSize(kept + 2).contains(other, unrecorded);
        assertThat(ended.output()).contains("never deleted: 1 backups without a record");
        assertThat(backups.files()).hasSize(3 * kept + 4);
    }

    @Test
    void aBackupThatCannotBeProvenIsKeptAndSaysSo() throws IOException {
        Surroundings failing = surroundings.withProgram(
                programs,
                "pg_restore",
                "case \"$*\" in *--dbname*) exit 1 ;; esac\nexec " + program("pg_restore") + " \"$@\"");

        Ended ended = Operation.backup(failing, "--prove");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(7);
        assertThat(ended.output()).contains(backups.only() + " is stored, but could not be proven");
        assertThat(Files.readString(Path.of(backups.only() + ".json"))).contains("\"proven\" : false");
    }

    @Tag("long")
    @Test
    void anotherServersBackupsAreNotItsOwn() throws IOException {
        Surroundings other = surroundings.with("POSTGRES_HOST", "localhost");
        assertThat(Operation.backup(surroundings).exitCode()).isZero();
        assertThat(Operation.backup(other.with("BACKUP_KEEP_COUNT", 1)).exitCode())
                .isZero();
        assertThat(backups.backups()).hasSize(2);
    }

    @Test
    void aFailedBackupDeletesNoEarlierOne() throws IOException {
        String earlier = backups.earlier("netraven", 99);

        Ended ended = Operation.backup(surroundings.with("POSTGRES_USER", "nobody"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(backups.backups()).containsExactly(earlier);
    }

    @Test
    void mistakesInSettingsAreNamed() throws IOException {
        failsWith(2, surroundings.with("POSTGRES_HOST", null), "POSTGRES_HOST");
        failsWith(2, surroundings.with("BACKUP_FOLDER", folder.resolve("none")), "is not a folder", "BACKUP_FOLDER");
        failsWith(2, surroundings.with("BACKUP_KEEP_DAYS", "a month"), "\"a month\" is not a number");
        failsWith(2, surroundings.with("POSTGRES_PASSWORD_FILE", "/none"), "both set");
        failsWith(2, surroundings.with("PATH", programs), "pg_dump is not on the PATH");
        failsWith(
                2,
                surroundings.withProgram(programs, "pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.1'"),
                "pg_dump 9.6.1 is older than the server");
    }

    private void failsWith(int exitCode, Surroundings surroundings, String... said) throws IOException {
        Ended ended = Operation.backup(surroundings);
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        assertThat(ended.output()).contains(said);
        assertThat(backups.files()).isEmpty();
    }

    /** A lock that pg_dump waits for. */
    private static Connection hold() throws SQLException {
        Connection connection = server.dataSource("netraven").getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE netraven.tags");
        }
        return connection;
    }

    /** Until pg_dump dumps, and waits for the lock: one that tells its version comes before. */
    private static void awaitDump() throws Exception {
        Await.until(() -> server.ask(
                        "postgres",
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_dump'"
                                + " AND wait_event_type = 'Lock'")
                .equals("1"));
    }

    /** Lets a login in only with its password. */
    private static void guard() throws IOException, SQLException {
        server.execute(
                "postgres", "CREATE ROLE guarded SUPERUSER LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "'");
        server.guard("guarded");
        server.execute("postgres", "SELECT pg_reload_conf()");
        Await.until(() -> refuses("guarded", "wrong"));
    }

    /** The server takes a moment to read its configuration again. */
    private static boolean refuses(String user, String password) throws SQLException {
        try (Connection connection = server.dataSource("postgres").getConnection(user, password)) {
            return !connection.isValid(60);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
