package io.netraven.launcher.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.docker.SignallingPrograms.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A restore is told to stop, or killed, at any of its messages to the server and at each of its program calls. Afterwards the database of before or the
 * restored one works, and the next call ends. RestoreIT has a sample.
 */
@Tag("long")
class InterruptedRestoreIT {

    /** More than the messages after pg_restore. */
    private static final int LAST = 120;

    private static LocalPostgres server;
    private static Path backup;

    private Surroundings surroundings;

    @BeforeAll
    static void start(@TempDir Path backups, @TempDir Path programs) throws IOException, SQLException {
        assumeTrue(LocalPostgres.find().isPresent(), "no PostgreSQL with pg_dump is installed on this machine");
        server = LocalPostgres.start(LocalPostgres.find().orElseThrow());
        server.execute("postgres", "CREATE ROLE netraven LOGIN CREATEDB IN ROLE pg_signal_backend");
        server.execute("postgres", "CREATE DATABASE source OWNER netraven");
        Surroundings source = Surroundings.on(server, "source", programs)
                .with("POSTGRES_USER", "netraven")
                .with("BACKUP_FOLDER", backups);
        assertThat(Operation.command(source, "init").run().exitCode()).isZero();
        assertThat(Operation.backup(source).exitCode()).isZero();
        backup = new BackupFolder(backups).only();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void surround(@TempDir Path programs) throws IOException, SQLException {
        surroundings = Surroundings.on(server, "target", programs).with("POSTGRES_USER", "netraven");
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "CREATE TABLE precious AS SELECT 'data' AS text");
    }

    @AfterEach
    void dropAll() throws SQLException {
        for (String database : databases()) {
            server.execute("postgres", "DROP DATABASE \"" + database + "\" WITH (FORCE)");
        }
    }

    private static List<String> databases() throws SQLException {
        String names = server.ask(
                "postgres",
                "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database"
                        + " WHERE NOT datistemplate AND datname NOT IN ('postgres', 'source')");
        return List.of(names.split(" ", -1));
    }

    private static String content() throws SQLException {
        boolean old = server.ask("target", "SELECT to_regclass('precious') IS NOT NULL")
                .equals("t");
        String sql = old ? "SELECT text FROM precious" : "SELECT count(*) > 0 FROM netraven.tags";
        return (old ? "old " : "new ") + server.ask("target", sql);
    }

    /** Returns whether there was such a message. */
    private boolean stoppedAt(int message) throws Exception {
        CompletableFuture<Operation> started = new CompletableFuture<>();
        try (CountingProxy proxy = CountingProxy.before(
                server.port(), message, () -> started.join().stop())) {
            Operation operation = Operation.command(
                    surroundings.with("POSTGRES_PORT", proxy.port()),
                    Operation.words("restore", backup.toString(), "--replace"));
            started.complete(operation);
            Ended ended = operation.run();
            boolean reached = proxy.isReached();
            assertThat(ended.exitCode()).as(ended.output()).isIn(reached ? List.of(0, 143) : List.of(0));
            checkAfter(message);
            return reached;
        }
    }

    private boolean killedAt(int message) throws Exception {
        AtomicReference<Script> script = new AtomicReference<>();
        try (CountingProxy proxy = CountingProxy.before(server.port(), message, () -> {
                    while (script.get() == null) {
                        Thread.onSpinWait();
                    }
                    script.get().kill();
                });
                Script running = Script.start(
                        surroundings.with("POSTGRES_PORT", proxy.port()),
                        "restore.sh",
                        backup.toString(),
                        "--replace")) {
            script.set(running);
            Ended ended = running.await();
            boolean reached = proxy.isReached();
            assertThat(ended.exitCode()).as(ended.output()).isIn(reached ? List.of(0, 137) : List.of(0));
            checkAfter(message);
            return reached;
        }
    }

    private void checkAfter(int message) throws SQLException {
        assertThat(content()).as("after message " + message).isIn("old data", "new t");
        Ended next = Operation.restore(surroundings, backup.toString(), "--replace");
        assertThat(next.exitCode()).as(next.output()).isZero();
        assertThat(content()).isEqualTo("new t");
        assertThat(server.ask("postgres", "SELECT bool_and(datallowconn) FROM pg_database WHERE datname ~ '^target'"))
                .isEqualTo("t");
        assertThat(server.ask(
                        "postgres",
                        "SELECT count(*) FROM pg_database WHERE shobj_description(oid, 'pg_database')"
                                + " ~ '^netraven-restore UNFINISHED'"))
                .isEqualTo("0");
    }

    @Test
    void afterASignalAtAnyMessageTheNextCallEnds() throws Exception {
        for (int message : messages(24, 4)) {
            stoppedAt(message);
            again();
        }
    }

    @Test
    void afterAKillAtAnyMessageTheNextCallEnds() throws Exception {
        for (int message : messages(96, 16)) {
            killedAt(message);
            again();
        }
    }

    /** A sample of the messages of a restore: most are of pg_restore, the last validate, record and swap. */
    private List<Integer> messages(int step, int stepAtTheEnd) throws Exception {
        int all;
        try (CountingProxy proxy = CountingProxy.before(server.port(), Integer.MAX_VALUE, () -> {})) {
            Ended ended =
                    Operation.restore(surroundings.with("POSTGRES_PORT", proxy.port()), backup.toString(), "--replace");
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            all = proxy.messages();
        }
        again();
        List<Integer> messages = new ArrayList<>();
        for (int message = 1; message <= all; message += message < all - LAST ? step : stepAtTheEnd) {
            messages.add(message);
        }
        return messages;
    }

    @ParameterizedTest
    @CsvSource({"TERM, BEFORE, 143", "TERM, AFTER, 143", "KILL, BEFORE, 137", "KILL, AFTER, 137"})
    void afterASignalAtEachProgramCallTheNextCallEnds(
            String signal, Moment moment, int exitCode, @TempDir Path programs) throws Exception {
        int call = 1;
        while (true) {
            SignallingPrograms signalling = SignallingPrograms.in(programs, surroundings, signal, call, moment);
            Ended ended = Script.run(signalling.surroundings(), "restore.sh", backup.toString(), "--replace");
            boolean reached = signalling.isReached();
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(reached ? exitCode : 0);
            if (!reached) {
                break;
            }
            assertThat(content()).as("after call " + call).isEqualTo("old data");
            checkAfter(call);
            again();
            call++;
        }
        assertThat(call).isGreaterThan(3);
    }

    private void again() throws SQLException {
        dropAll();
        server.execute("postgres", "CREATE DATABASE target OWNER netraven");
        server.execute("target", "CREATE TABLE precious AS SELECT 'data' AS text");
    }
}
