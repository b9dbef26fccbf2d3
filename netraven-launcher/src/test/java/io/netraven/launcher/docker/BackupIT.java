package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.testing.Await;
import io.netraven.schema.SchemaEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code backup.sh} on a real server. Needs an installed PostgreSQL with its client programs. */
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

    @Test
    void makesADumpThatReadsBackAndItsChecksum() throws IOException {
        Ended ended = Script.run(surroundings, "backup.sh");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("bytes", "read back");
        Path backup = backups.only();
        assertThat(backup.getFileName().toString()).matches("netraven-\\d{8}T\\d{6}Z\\.dump");
        assertThat(backups.files()).containsExactly(name(backup), name(backup) + ".sha256");
        assertThat(Script.run(surroundings, "sh", "-c", "cd " + folder + " && sha256sum -c *.sha256")
                        .exitCode())
                .isZero();
        assertThat(Script.run(surroundings, "pg_restore", "--list", backup.toString())
                        .output())
                .contains("TABLE DATA netraven tags");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
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
                        "{ echo arguments \"$@\"; env; } >> '" + seen + "'\nexec '"
                                + LocalPostgres.find().orElseThrow().resolve("pg_dump") + "' \"$@\"");

        failsWith(
                3,
                guarded.with("POSTGRES_PASSWORD_FILE", Files.writeString(programs.resolve("wrong"), "wrong", UTF_8)),
                "password authentication failed");
        Ended ended = Script.run(guarded, "backup.sh");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(seen)).contains("arguments --format=custom").doesNotContain("secret\"");
        assertThat(ended.output()).doesNotContain("secret\"");
    }

    @Nested
    class LeavesNothingThatLooksLikeABackup {

        @Test
        void whenPgDumpIsKilled() throws Exception {
            try (Connection held = hold();
                    Script script = Script.start(surroundings, "backup.sh")) {
                script.awaitProgram("pg_dump").destroyForcibly();

                ended(script, 3, "there is no new backup");
                held.rollback();
            }
        }

        @Test
        void whenTheServerGoes() throws Exception {
            try (LocalPostgres other = LocalPostgres.start(LocalPostgres.find().orElseThrow());
                    Connection held = other.dataSource("postgres").getConnection()) {
                held.setAutoCommit(false);
                execute(held, "CREATE TABLE held (number integer)");
                held.commit();
                execute(held, "LOCK TABLE held");
                Surroundings elsewhere =
                        surroundings.with("POSTGRES_PORT", other.port()).with("POSTGRES_DB", "postgres");
                try (Script script = Script.start(elsewhere, "backup.sh")) {
                    script.awaitProgram("pg_dump");
                    other.stopAtOnce();

                    ended(script, 3, "there is no new backup");
                }
                failsWith(3, elsewhere, "Connection refused");
                other.startAgain();
            }
        }

        @Test
        void whenItsSessionIsEnded() throws Exception {
            try (Connection held = hold();
                    Script script = Script.start(surroundings, "backup.sh")) {
                script.awaitProgram("pg_dump");
                server.execute(
                        "postgres",
                        "DO $$ BEGIN WHILE (SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE"
                                + " application_name = 'pg_dump') = 0 LOOP PERFORM pg_sleep(0.01); PERFORM"
                                + " pg_stat_clear_snapshot(); END LOOP; END $$");

                ended(script, 3, "there is no new backup");
                held.rollback();
            }
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
                            + "; code=$?; ls -A " + folder + "; exit $code");

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
            assertThat(ended.output())
                    .contains("No space left on device", "there is no new backup")
                    .endsWith("\n.lock\n");
        }

        @Test
        void whenTheChecksumCannotBeWritten() throws IOException {
            Surroundings full = surroundings.withProgram(
                    programs, "sha256sum", "echo 'sha256sum: No space left on device' >&2; exit 1");

            failsWith(6, full, "No space left", "cannot be stored");
        }

        @Test
        void whenTheDumpCannotBeReadBack() throws IOException {
            Surroundings damaging = surroundings.withProgram(
                    programs,
                    "pg_dump",
                    "'" + LocalPostgres.find().orElseThrow().resolve("pg_dump") + "' \"$@\" || exit\n"
                            + "for last; do :; done\ntruncate -s -500 \"${last#--file=}\"");

            Ended ended = Script.run(damaging.with("PGDATABASE", "netraven"), "backup.sh");

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(4);
            assertThat(backups.files()).isEmpty();
        }

        @Test
        void whenItIsStopped() throws Exception {
            try (Connection held = hold();
                    Script script = Script.start(surroundings, "backup.sh")) {
                script.awaitProgram("pg_dump");
                script.terminate();

                ended(script, 143, "");
                held.rollback();
            }
        }

        @Test
        void whenItIsKilledAndTheNextRunCleansUp() throws Exception {
            try (Connection held = hold();
                    Script script = Script.start(surroundings, "backup.sh")) {
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

            assertThat(Script.run(surroundings, "backup.sh").exitCode()).isZero();

            assertThat(backups.files()).containsExactly(name(backups.only()), name(backups.only()) + ".sha256");
        }
    }

    @Test
    void twoAtOnceDoNotMeet() throws Exception {
        try (Connection held = hold();
                Script first = Script.start(surroundings, "backup.sh")) {
            first.awaitProgram("pg_dump");

            Ended second = Script.run(surroundings, "backup.sh");

            assertThat(second.exitCode()).isEqualTo(5);
            assertThat(second.output()).contains("another backup to " + folder + " is under way");
            held.rollback();
            assertThat(first.await().exitCode()).isZero();
        }
        assertThat(backups.backups()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3, 0, '1 2'", "0, 5, '1 2 4'", "2, 5, '1'", "0, 0, '1 2 4 8 16'", "1, 1, ''"})
    void retentionGoesByCountAndAge(int count, int days, String kept) throws IOException {
        for (int age : List.of(1, 2, 4, 8, 16)) {
            backups.earlier("netraven", age);
        }
        String other = backups.earlier("netraven-test", 99);

        Ended ended =
                Script.run(surroundings.with("BACKUP_KEEP_COUNT", count).with("BACKUP_KEEP_DAYS", days), "backup.sh");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        int expected = kept.isEmpty() ? 0 : kept.split(" ", -1).length;
        assertThat(backups.backups()).hasSize(expected + 2).contains(other);
        assertThat(backups.files()).hasSize(2 * (expected + 2));
    }

    @Test
    void aFailedBackupDeletesNoEarlierOne() throws IOException {
        String earlier = backups.earlier("netraven", 99);

        Ended ended =
                Script.run(surroundings.with("POSTGRES_DB", "netraven").with("POSTGRES_USER", "nobody"), "backup.sh");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(backups.backups()).containsExactly(earlier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER"})
    void aMissingSettingIsNamed(String name) throws IOException {
        failsWith(2, surroundings.with(name, null), name + " is not set");
    }

    @Test
    void mistakesInSettingsAreNamed() throws IOException {
        failsWith(2, surroundings.with("BACKUP_FOLDER", folder.resolve("none")), "is no folder", "BACKUP_FOLDER");
        failsWith(2, surroundings.with("BACKUP_KEEP_DAYS", "a month"), "are numbers, and not a month");
        failsWith(2, surroundings.with("DATABASE_URL", "postgresql://x"), "DATABASE_URL is set", "POSTGRES_HOST");
        failsWith(2, surroundings.with("POSTGRES_PASSWORD_FILE", "/none"), "POSTGRES_PASSWORD_FILE are both set");
        failsWith(
                2,
                surroundings.with("POSTGRES_PASSWORD", null).with("POSTGRES_PASSWORD_FILE", "/none"),
                "/none cannot be read");
    }

    private void failsWith(int exitCode, Surroundings surroundings, String... said) throws IOException {
        Ended ended = Script.run(surroundings, "backup.sh");
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        assertThat(ended.output()).contains(said);
        assertThat(backups.files()).isEmpty();
    }

    private void ended(Script script, int exitCode, String said) throws IOException {
        Ended ended = script.await();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        assertThat(ended.output()).contains(said);
        assertThat(backups.files()).isEmpty();
    }

    /** A lock that pg_dump waits for. */
    private static Connection hold() throws SQLException {
        Connection connection = server.dataSource("netraven").getConnection();
        connection.setAutoCommit(false);
        execute(connection, "LOCK TABLE netraven.tags");
        return connection;
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

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
