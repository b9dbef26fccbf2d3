package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Drill} on scripts that take no time. */
class DrillTest {

    private static final String FIRST = "echo '==   0 s  first'\n";
    private static final String SKIPPED = "org.opentest4j.TestAbortedException: ";
    private static final String LAST = "echo '==  12 s  " + Drill.LAST + "'\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachStepIsATest() throws Throwable {
        try (Drill drill = drill(FIRST + "echo said\n" + LAST)) {
            succeeds(drill, Drill.FIRST);
            succeeds(drill, "first");
            succeeds(drill, Drill.LAST);
            assertThat(drill.hasNext()).isFalse();
        }
        assertThat(folder.resolve("report")).hasContent("==   0 s  first\nsaid\n==  12 s  " + Drill.LAST);
    }

    @Test
    void theStepThatTheScriptEndsInFailsWithWhatItSaid() throws Throwable {
        try (Drill drill = drill("echo '==   0 s  zeroth'; echo before\n" + FIRST + "echo no space left >&2; exit 2")) {
            succeeds(drill, Drill.FIRST);
            succeeds(drill, "zeroth");

            DynamicTest second = drill.next();

            assertThatThrownBy(() -> second.getExecutable().execute())
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("The drill ended with exit code 2 in: first\nno space left\n");
            assertThat(drill.hasNext()).isFalse();
        }
    }

    @Test
    void anEndBeforeTheLastStepIsAFailure() throws Throwable {
        try (Drill drill = drill(FIRST)) {
            succeeds(drill, Drill.FIRST);
            DynamicTest first = drill.next();

            assertThatThrownBy(() -> first.getExecutable().execute())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("exit code 0 in: first");
        }
        try (Drill drill = drill("exit 0")) {
            DynamicTest start = drill.next();

            assertThatThrownBy(() -> start.getExecutable().execute()).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void whatIsMissingSkipsWithTheReason() throws Throwable {
        try (Drill drill = drill("echo no engine >&2; exit 77")) {
            DynamicTest start = drill.next();

            assertThatThrownBy(() -> start.getExecutable().execute()).hasToString(SKIPPED + "no engine\n");
            assertThat(drill.hasNext()).isFalse();
        }
        try (Drill drill = drill(FIRST + "echo no JDK 25; exit 77")) {
            succeeds(drill, Drill.FIRST);
            DynamicTest first = drill.next();

            assertThatThrownBy(() -> first.getExecutable().execute()).hasToString(SKIPPED + "no JDK 25\n");
        }
    }

    private static void succeeds(Drill drill, String step) throws Throwable {
        assertThat(drill.hasNext()).isTrue();
        DynamicTest test = drill.next();
        assertThat(test.getDisplayName()).isEqualTo(step);
        test.getExecutable().execute();
    }

    private Drill drill(String lines) throws IOException {
        Path script = Files.writeString(folder.resolve("script.sh"), "#!/bin/sh\n" + lines, UTF_8);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return Drill.start(script, folder.resolve("report"));
    }
}
