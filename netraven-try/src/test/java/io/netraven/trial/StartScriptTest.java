package io.netraven.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./netraven} in a folder of its own, with a Maven and a Java that only say what they were asked for. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "./netraven is a shell script")
class StartScriptTest {

    private static final String JARS = """
            mkdir -p netraven-try/target/run netraven-launcher/target/run
            echo built >> builds
            touch netraven-try/target/run/netraven-try.jar netraven-launcher/target/run/netraven-launcher.jar
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void copyTheScript() throws IOException {
        Files.copy(Path.of("..", "netraven"), folder.resolve("netraven"));
        Files.createDirectories(folder.resolve("netraven-launcher/src/main"));
        Files.writeString(folder.resolve("pom.xml"), "");
        program(
                "bin/java",
                "case $1 in -XshowSettings*) echo ' java.specification.version = 17' ;; *) echo \"java $*\" ;; esac");
        program("bin/mvn", JARS);
    }

    private void program(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(program, "#!/bin/sh\ncd '" + folder + "'\n" + script + "\n", UTF_8);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("netraven").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("JAVA_HOME");
        return builder.start();
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    @Test
    void buildsOnceAndThenStartsTheTrial() throws Exception {
        Ended first = run("try", "--data", "x y");
        Ended second = run("try");

        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).contains("building the launcher").contains("netraven-try.jar try --data x y");
        assertThat(second.output()).startsWith("java ").contains("-Xshare:auto -jar");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        run("try");
        Path source = Files.writeString(folder.resolve("netraven-launcher/src/main/Newer.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(run("try").output()).contains("building the launcher");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void takesWhatMavenHasBuiltWithItsChecks() throws Exception {
        for (String module : List.of("try", "launcher")) {
            Path target = Files.createDirectories(folder.resolve("netraven-" + module + "/target"));
            Files.writeString(target.resolve("netraven-" + module + ".jar"), "");
        }

        assertThat(run("try").output()).contains("netraven-try/target/netraven-try.jar");
        assertThat(folder.resolve("builds")).doesNotExist();
    }

    @Test
    void tellsHowFarTheBuildIsUntilItEnds() throws Exception {
        program("bin/mvn", """
                echo '[INFO] Downloaded from central: https://repository.example/one.jar (1 kB at 1 kB/s)'
                echo '[INFO] Building NetRaven schema 1.0.0-SNAPSHOT                               [3/6]'
                while [ ! -e go ]; do sleep 0.1; done
                """ + JARS);
        Process process = start("try");
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(output.readLine()).contains("building the launcher");
            assertThat(output.readLine()).startsWith("netraven: NetRaven schema [3/6], 1 files downloaded, ");
            Files.writeString(folder.resolve("go"), "");

            assertThat(output.lines().toList()).last().asString().startsWith("java ");
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void saysWhatFailedAndWhereTheRestIs() throws Exception {
        program("bin/mvn", "echo '[INFO] much'; echo '[ERROR] The compiler was not amused'; exit 1");

        Ended ended = run("try");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .contains("[ERROR] The compiler was not amused")
                .contains("the build failed; the whole output of Maven is in " + folder.resolve("target/run/build.log"))
                .doesNotContain("[INFO] much");
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        program("bin/java", "echo ' java.specification.version = 11'");

        Ended ended = run("try");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).contains("Java 11 is too old: install a JDK, 17 or newer");
    }
}
