package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGTERM comes to a script just before it starts a program, or just after. The script ends with that program, and with
 * nothing else: a process of the same group goes on.
 */
class SignalledScriptIT {

    /**
     * Read by bash before a script: sends SIGTERM to the script before one of its commands, counted from the one that
     * starts the program. The programs that the script starts do not count.
     */
    private static final String STRIKE = """
            commands=
            before_command() {
                [ "$BASHPID" = "$$" ] || return 0
                if [ -n "$commands" ]; then
                    commands=$((commands + 1))
                elif [ "$BASH_COMMAND" = '"$@"' ]; then
                    commands=0
                fi
                [ "$commands" != "$STRIKE_AT" ] || kill -TERM "$$"
            }
            set -T
            trap before_command DEBUG
            """;

    /** Writes its number to a file, and sleeps. */
    private static final String SLEEP = "echo $$ > \"$0\"; exec sleep 3600";

    private Path folder;
    private Surroundings surroundings;

    @BeforeEach
    void surround(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path strike = Files.writeString(folder.resolve("strike"), STRIKE, UTF_8);
        surroundings = new Surroundings(Map.of(
                "BASH_ENV", strike.toString(),
                "EVERY_STATUS", folder.resolve("status").toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everyEndsWithItsProgramAlone(int command) throws IOException {
        endsWithItsProgramAlone(command, Script.FOLDER.resolve("every.sh").toString(), "1h");
    }

    private void endsWithItsProgramAlone(int command, String... script) throws IOException {
        Path sibling = folder.resolve("sibling");
        Path program = folder.resolve("program");
        List<String> words = new ArrayList<>(
                List.of("setsid", "sh", "-c", "sh -c '" + SLEEP + "' \"$0\" & exec \"$@\"", sibling.toString()));
        words.addAll(Arrays.asList(script));
        words.addAll(List.of("sh", "-c", SLEEP, program.toString()));
        try (Script running = Script.start(surroundings.with("STRIKE_AT", command), words.toArray(String[]::new))) {
            Await.until(() -> process(sibling).isPresent());
            try {
                assertThat(running.await().exitCode()).isEqualTo(143);

                assertThat(process(sibling)).as("a process of the same group").isPresent();
                // Without a file it was ended before it came to writing one.
                assertThat(process(program))
                        .as("the program that the script ran")
                        .isEmpty();
            } finally {
                process(sibling).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** The process whose number is in a file; absent where it has ended, or has not written it yet. */
    private static Optional<ProcessHandle> process(Path file) throws IOException {
        String pid = Files.exists(file) ? Files.readString(file) : "";
        return pid.endsWith("\n")
                ? ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive)
                : Optional.empty();
    }
}
