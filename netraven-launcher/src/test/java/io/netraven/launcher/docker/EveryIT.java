package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.docker.Script.Ended;
import io.netraven.launcher.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code every.sh}, with pauses of a second. */
class EveryIT {

    /** Far less than the hour that is slept, far more than a busy machine needs. */
    private static final Duration AT_ONCE = Duration.ofMinutes(2);

    private Path folder;
    private Path status;
    private Surroundings surroundings;

    @BeforeEach
    void surround(@TempDir Path temporary) {
        folder = temporary;
        status = folder.resolve("status");
        surroundings = new Surroundings(Map.of("EVERY_STATUS", status.toString()));
    }

    @Test
    void runsBeforeTheFirstPause() throws IOException {
        try (Script script = Script.start(surroundings, "every.sh", "1h", "echo", "run")) {
            script.awaitOutput("run");
            script.awaitProgram("sleep");
        }
        assertThat(status).hasContent("0");
    }

    @Test
    void runsAgainAfterEachPause() throws IOException {
        try (Script script = Script.start(surroundings, "every.sh", "1s", "sh", "-c", "echo run $(date +%s%N)")) {
            script.awaitOutput("run ", 3);
            script.terminate();

            long[] times = script.await()
                    .output()
                    .lines()
                    .mapToLong(line -> Long.parseLong(line.substring("run ".length())))
                    .toArray();
            assertThat(Duration.ofNanos(times[2] - times[0])).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void goesOnAfterAFailureAndTellsTheLastExitCode() throws IOException {
        Path failed = folder.resolve("failed");
        Path looked = folder.resolve("looked");
        // The second run waits until the status of the first was looked at.
        String command = "[ -e '" + failed + "' ] || { touch '" + failed + "'; exit 7; };" + " until [ -e '" + looked
                + "' ]; do sleep 0.1; done; echo well";
        try (Script script = Script.start(surroundings, "every.sh", "1s", "sh", "-c", command)) {
            script.awaitOutput("every.sh: sh ended with exit code 7 and runs again in 1s");
            assertThat(status).hasContent("7");
            Files.createFile(looked);

            script.awaitOutput("well");
            Await.until(() -> Files.readString(status, UTF_8).equals("0\n"));
        }
    }

    @Test
    void saysThatTheStatusCannotBeWrittenAndGoesOn() throws IOException {
        Surroundings without = surroundings.with("EVERY_STATUS", folder.resolve("none/status"));
        try (Script script = Script.start(without, "every.sh", "1s", "echo", "run")) {
            script.awaitOutput("none/status cannot be written: set EVERY_STATUS", 2);
        }
    }

    @Test
    void endsAtOnceWithItsChildWhenItIsToldTo() throws Exception {
        try (Script script = Script.start(surroundings, "every.sh", "1h", "sleep", "3600")) {
            endsAtOnce(script);
        }
    }

    @Test
    void endsAtOnceInAPause() throws Exception {
        try (Script script = Script.start(surroundings, "every.sh", "1h", "true")) {
            endsAtOnce(script);
        }
    }

    private static void endsAtOnce(Script script) throws Exception {
        ProcessHandle child = script.awaitProgram("sleep");
        long told = System.nanoTime();

        script.terminate();

        assertThat(script.await().exitCode()).isEqualTo(143);
        child.onExit().get(AT_ONCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(AT_ONCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1h",
                "h true",
                "'' true",
                "-1 true",
                "1w true",
                "a1s true",
                "1.5h true",
                "1sm true",
                "0 true",
                "0h true",
                "24 true"
            })
    void refusesWhatItDoesNotUnderstand(String arguments) throws IOException {
        Ended ended =
                Script.run(surroundings, "sh", "-c", "exec '" + Script.FOLDER.resolve("every.sh") + "' " + arguments);

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(2);
        assertThat(ended.output()).startsWith("usage: every.sh PAUSE COMMAND");
        assertThat(Files.exists(status)).isFalse();
    }

    @Test
    void aRestartDoesNotRunItBeforeItsTime() throws IOException {
        Files.writeString(status, "0\n", UTF_8);
        try (Script script = Script.start(surroundings, "every.sh", "1h", "echo", "run")) {
            script.awaitOutput("the last run was less than 1h ago; the next one is in 3");
            endsWithout(script, "run\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "", "0\n0"})
    void aRestartAfterAFailureRunsAtOnce(String last) throws IOException {
        Files.writeString(status, last, UTF_8);
        try (Script script = Script.start(surroundings, "every.sh", "1h", "echo", "run")) {
            script.awaitOutput("run");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-3601, 86_400})
    void aRunLongAgoOrInTheFutureCountsForNothing(int seconds) throws IOException {
        Files.writeString(status, "0\n", UTF_8);
        Files.setLastModifiedTime(status, FileTime.from(Instant.now().plusSeconds(seconds)));
        try (Script script = Script.start(surroundings, "every.sh", "1h", "echo", "run")) {
            script.awaitOutput("run");
        }
    }

    private static void endsWithout(Script script, String text) throws IOException {
        script.terminate();
        Ended ended = script.await();
        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.output()).doesNotContain("\n" + text);
    }
}
