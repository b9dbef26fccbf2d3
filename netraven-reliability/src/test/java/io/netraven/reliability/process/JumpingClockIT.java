package io.netraven.reliability.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.ClosedPort;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Programs;
import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the process jumps; the server's does not. */
@Tag("process")
@SuppressWarnings("NullAway.Init")
class JumpingClockIT {

    private static final List<String> JUMPS = List.of("+365d", "-1d");

    /** A time-out must not end at once, nor never: it takes its time and what the machine adds, not the default's. */
    private static final Duration WAIT = Duration.ofSeconds(3);

    private Path clock;

    @BeforeEach
    void faketime(@TempDir Path folder) throws Exception {
        Programs.named("faketime");
        clock = folder.resolve("clock");
        set("+365d");
        ProcessBuilder date = new ProcessBuilder("date", "+%s");
        date.environment().putAll(variables());
        String seconds = new String(date.start().getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(Instant.ofEpochSecond(Long.parseLong(seconds)))
                .as("a clock that jumps")
                .isAfter(Instant.now().plus(Duration.ofDays(364)));
    }

    @Test
    void duringEachOperation(@TempDir Path folder) {
        Operation.forEach(Operation.tried(folder, JumpingClockIT.class), operation -> {
            int rounds = Run.rounds(1, 5);
            Moment moment = Moment.of(operation);
            try (Trials trials = Trials.of(
                    Area.PROCESS,
                    "The process's clock a year forwards, or a day back, during `" + operation.name() + "`")) {
                for (String jump : jumps()) {
                    for (int round = 0; round < rounds; round++) {
                        Duration after = moment.of(round, rounds);
                        trials.attempt(jump + " after " + after, () -> goesOn(operation, jump, after));
                    }
                }
            }
        });
    }

    @Test
    void whileItWaits() {
        try (Trials trials = Trials.of(
                Area.PROCESS,
                "The process's clock a year forwards, or a day back, while `init` waits for the server")) {
            for (String jump : jumps()) {
                for (int round = 0; round < Run.rounds(1, 3); round++) {
                    trials.attempt(jump, () -> waitsAsLong(jump));
                }
            }
        }
    }

    @Test
    void keyAge(@TempDir Path folder) {
        RotationOperation rotation = new RotationOperation(folder);
        try (Trials trials = Trials.of(
                Area.PROCESS,
                "The process's clock a year ahead, or two behind, when `keys rotate` asks for the key's age")) {
            trials.attempt("a key of today, a year ahead", () -> doesNotRotateEarly(rotation));
            trials.attempt("a key of a year, two years behind", () -> rotatesInTime(rotation));
        }
    }

    /** In the short form one of them, another in each run. */
    private static List<String> jumps() {
        int one = Run.random("jump").nextInt(JUMPS.size());
        return Run.isLong() ? JUMPS : JUMPS.subList(one, one + 1);
    }

    private Recovery goesOn(Operation operation, String jump, Duration after) throws Exception {
        set("+0");
        try (Database database = new Database(operation.before())) {
            Target target = Target.of(database);
            try (LauncherProcess process = operation.start(target, variables(), List.of())) {
                Await.pause(after);
                set(jump);
                process.await().succeeded();
            }
            assertThat(operation.check(target)).isEqualTo(Left.COMPLETE);
            operation.recover(target);
            return Recovery.SURVIVED;
        }
    }

    private Recovery waitsAsLong(String jump) {
        set("+0");
        try (ClosedPort nobody = new ClosedPort();
                LauncherProcess process = LauncherProcess.start(
                        nobody.login(""), variables(), List.of(), "init", "--wait=" + WAIT.toSeconds() + "s")) {
            Await.until(() -> process.errSoFar().contains("Waiting for the database") || !process.isAlive());
            set(jump);
            Ended ended = process.await();
            assertThat(ended.failedWithin(3, WAIT)).contains("not available within");
        }
        return Recovery.SURVIVED;
    }

    private Recovery doesNotRotateEarly(RotationOperation rotation) throws Exception {
        try (Database database = new Database(rotation.before())) {
            Target target = Target.of(database);
            database.execute("UPDATE netraven.encryption_keys SET activated_at = now()");
            set("+365d");
            assertThat(run(rotation, target).succeeded().out()).contains("UP_TO_DATE");
            assertThat(rotation.check(target)).isEqualTo(Left.AS_BEFORE);
            return Recovery.SURVIVED;
        }
    }

    private Recovery rotatesInTime(RotationOperation rotation) throws Exception {
        try (Database database = new Database(rotation.before())) {
            Target target = Target.of(database);
            set("-730d");
            assertThat(run(rotation, target).succeeded().out()).contains("ROTATED");
            assertThat(rotation.check(target)).isEqualTo(Left.COMPLETE);
            return Recovery.SURVIVED;
        }
    }

    private Ended run(Operation operation, Target target) {
        try (LauncherProcess process = operation.start(target, variables(), List.of())) {
            return process.await();
        }
    }

    /** The clock that only runs forward stays as it is, as when an administrator or NTP sets the other one. */
    private Map<String, String> variables() {
        return Map.of(
                "LD_PRELOAD",
                "/usr/$LIB/faketime/libfaketimeMT.so.1",
                "FAKETIME_TIMESTAMP_FILE",
                clock.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // The server ends a transaction that is idle for half of it.
                "NETRAVEN_LOCK_TIMEOUT",
                "10m");
    }

    private void set(String offset) {
        try {
            Path next = clock.resolveSibling("clock.next");
            Files.writeString(next, offset + "\n", UTF_8);
            Files.move(next, clock, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
