package io.netraven.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code ./netraven} makes for the Java it runs on. */
final class ClassArchiveIT {

    private static final String RUNNABLE = System.getProperty("runnable.jar");

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "./netraven is a shell script")
    void holdsTheClassesThatAStartLoads(@TempDir Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("launcher.jsa");
        assertThat(java(
                        "-cp",
                        System.getProperty("try.jar"),
                        "io.netraven.trial.ClassArchive",
                        RUNNABLE,
                        archive.toString()))
                .doesNotContain("Exception");

        assertThat(java("-Xlog:class+load", "-XX:SharedArchiveFile=" + archive, "-jar", RUNNABLE, "--version"))
                .contains("io.netraven.launcher.internal.cli.Launcher source: shared objects file (top)");
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
