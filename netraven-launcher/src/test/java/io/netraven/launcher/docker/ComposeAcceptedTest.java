package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.docker.Script.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose itself reads the file. Needs {@code docker compose} or {@code docker-compose}, and no engine. */
@Tag("long")
class ComposeAcceptedTest {

    private static final Surroundings NONE = new Surroundings(Map.of());

    private static String compose = "";

    @BeforeAll
    static void find() throws IOException {
        for (String candidate : List.of("docker compose", "docker-compose")) {
            if (compose.isEmpty() && succeeds(candidate + " version")) {
                compose = candidate;
            }
        }
        assumeTrue(!compose.isEmpty(), "neither docker compose nor docker-compose is installed on this machine");
    }

    private static boolean succeeds(String command) throws IOException {
        return Script.run(NONE, "sh", "-c", command).exitCode() == 0;
    }

    private static Ended config(Path folder) throws IOException {
        return Script.run(NONE, "sh", "-c", compose + " -f " + folder.resolve("docker-compose.yml") + " config -q");
    }

    /** The folder as it is after make-secrets.sh, in another place. */
    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Script.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        assertThat(succeeds("sh " + folder.resolve("make-secrets.sh"))).isTrue();
    }

    @Test
    void composeAcceptsTheFile(@TempDir Path folder) throws IOException {
        copy(folder);

        Ended ended = config(folder);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).isEmpty();
    }

    @Test
    void composeWouldRefuseAMistake(@TempDir Path folder) throws IOException {
        copy(folder);
        Path file = folder.resolve("docker-compose.yml");
        Files.writeString(file, Files.readString(file).replace("  read_only: true", "  readonly: true"), UTF_8);

        assertThat(config(folder).exitCode()).isNotZero();
    }
}
