package io.netraven.launcher.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.docker.Script.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All shell scripts of the project, by shellcheck. */
class ShellcheckTest {

    private static final Surroundings NONE = new Surroundings(Map.of());
    private static final Path ROOT = Script.FOLDER.resolveSibling("");

    private static List<String> scripts() throws IOException {
        try (Stream<Path> docker = Files.walk(Script.FOLDER)) {
            return Stream.concat(
                            docker.filter(file -> file.toString().endsWith(".sh")),
                            Stream.of("docker/netraven-launcher", "netraven", ".ci/run")
                                    .map(ROOT::resolve))
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void findsNothing() throws IOException {
        assumeTrue(
                Script.run(NONE, "sh", "-c", "command -v shellcheck").exitCode() == 0,
                "shellcheck is not installed on this machine");

        Ended ended = Script.run(NONE, "sh", "-c", "cd '" + ROOT + "' && shellcheck -x " + String.join(" ", scripts()));

        assertThat(ended.output()).isEmpty();
        assertThat(ended.exitCode()).isZero();
    }
}
