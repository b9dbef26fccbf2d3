package io.netraven.launcher.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.docker.SignallingPrograms.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A backup that proves itself is told to stop, or killed, at each program that it calls. What has the name of a backup is
 * whole, and the next call ends and leaves nothing else. BackupIT has a sample.
 */
@Tag("long")
class InterruptedBackupIT {

    private static LocalPostgres server;

    @BeforeAll
    static void start(@TempDir Path programs) throws IOException, SQLException {
        assumeTrue(LocalPostgres.find().isPresent(), "no PostgreSQL with pg_dump is installed on this machine");
        server = LocalPostgres.start(LocalPostgres.find().orElseThrow());
        server.execute("postgres", "CREATE DATABASE netraven");
        Surroundings source = Surroundings.on(server, "netraven", programs);
        assertThat(Operation.command(source, "init").run().exitCode()).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, BEFORE, 143", "TERM, AFTER, 143", "KILL, BEFORE, 137", "KILL, AFTER, 137"})
    void atEachProgramCall(String signal, Moment moment, int exitCode, @TempDir Path programs, @TempDir Path folder)
            throws IOException, SQLException {
        Surroundings surroundings =
                Surroundings.on(server, "netraven", programs).with("BACKUP_FOLDER", folder);
        int call = 1;
        while (true) {
            SignallingPrograms signalling = SignallingPrograms.in(programs, surroundings, signal, call, moment);
            Ended ended = Script.run(signalling.surroundings(), "backup.sh", "--prove");
            if (!signalling.isReached()) {
                assertThat(ended.exitCode()).as(ended.output()).isZero();
                break;
            }
            assertThat(ended.exitCode())
                    .as("call " + call + ": " + ended.output())
                    .isEqualTo(exitCode);
            checkAfter(surroundings, new BackupFolder(folder));
            call++;
        }
        assertThat(call).isGreaterThan(6);
    }

    private static void checkAfter(Surroundings surroundings, BackupFolder backups) throws IOException, SQLException {
        for (String backup : backups.backups()) {
            Ended checked = Operation.restore(
                    surroundings, "--check", backups.path().resolve(backup).toString());
            assertThat(checked.exitCode()).as(checked.output()).isZero();
        }
        int before = backups.backups().size();

        Ended next = Operation.backup(surroundings, "--prove");

        assertThat(next.exitCode()).as(next.output()).isZero();
        assertThat(backups.backups()).hasSize(before + 1);
        assertThat(backups.files()).hasSize(3 * backups.backups().size());
        assertThat(server.ask(
                        "postgres",
                        "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate"))
                .isEqualTo("netraven postgres");
        for (String file : List.copyOf(backups.files())) {
            Files.delete(backups.path().resolve(file));
        }
    }
}
