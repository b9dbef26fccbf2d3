package io.netraven.reliability.input;

import com.code_intelligence.jazzer.Jazzer;
import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Programs;
import io.netraven.reliability.Area;
import io.netraven.reliability.Run;
import io.netraven.reliability.Trials;
import io.netraven.schema.testing.Template;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each target in a process of its own with a small heap, one after the other, for its share of the time. */
@Tag("input")
class FuzzIT {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int LONGEST_SECONDS = 60;
    private static final int LONGEST_INPUT = 8_192;

    /** They report each connection, statement and file by name, which is what is tried here. They match no pattern. */
    private static final String SANITIZERS = Stream.of(
                    "BigDecimal",
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "FilePathTraversal",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "RegexRoadblocks",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "TemplateInjection",
                    "UnsafeSanitizer",
                    "XPathInjection",
                    "XmlParserSsrfGuidance")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(File.pathSeparator));

    @Test
    void fuzz() throws Exception {
        List<Target> targets = Target.asked();
        Duration each = Run.isLong() ? Run.duration().dividedBy(targets.size()) : SHORT;
        List<AssertionError> lost = new ArrayList<>();
        try (Database database = new Database(Template.of(NetRavenSchema.model()))) {
            for (Target target : targets) {
                try (Trials trials = Trials.of(Area.INPUT, target.fault())) {
                    fuzz(target, each, database.login(), trials);
                } catch (AssertionError e) {
                    lost.add(e);
                }
            }
        }
        if (!lost.isEmpty()) {
            AssertionError all = new AssertionError(lost.size() + " kinds of input with losses");
            lost.forEach(all::addSuppressed);
            throw all;
        }
    }

    private static void fuzz(Target target, Duration time, Login database, Trials trials)
            throws IOException, InterruptedException {
        Path results = emptied(Trials.FOLDER.resolve("fuzzing").resolve(target.word()));
        Path inputs = Files.createDirectory(results.resolve("inputs"));
        List<byte[]> corpus = Corpus.of(target);
        for (int i = 0; i < corpus.size(); i++) {
            Files.write(inputs.resolve("seed-" + i), corpus.get(i));
        }
        ProcessBuilder builder = new ProcessBuilder(command(target, time, results, inputs))
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("log").toFile());
        builder.environment().putAll(database.environment());
        Process fuzzer = builder.start();
        try {
            boolean ended = fuzzer.waitFor(time.toSeconds() + 300, TimeUnit.SECONDS);
            List<Path> failed = failures(results);
            Path count = results.resolve(Fuzzing.COUNT);
            long tried = Files.exists(count) ? Long.parseLong(Files.readString(count)) : 0;
            trials.survived(Math.max(0, tried - failed.size()));
            for (Path file : failed) {
                trials.attempt(file.toString(), () -> {
                    throw new AssertionError(Files.readString(file));
                });
            }
            if (!ended || fuzzer.exitValue() != 0) {
                trials.attempt(results.resolve("log").toString(), () -> {
                    throw new AssertionError("The fuzzer " + (ended ? "ended with " + fuzzer.exitValue() : "hangs"));
                });
            }
        } finally {
            fuzzer.destroyForcibly().waitFor();
        }
    }

    private static List<String> command(Target target, Duration time, Path results, Path inputs) {
        Path hosts = results.resolve("no-hosts");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        if (target == Target.ARGUMENTS) {
            // No name is known, and no address is reached.
            command.addAll(List.of(
                    "-Djdk.net.hosts.file=" + hosts,
                    "-DsocksProxyHost=127.0.0.1",
                    "-DsocksProxyPort=1",
                    "-DsocksNonProxyHosts="));
        }
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-D" + Fuzzing.TARGET + "=" + target.name(),
                "-D" + Fuzzing.RESULTS + "=" + results,
                Jazzer.class.getName(),
                "--target_class=" + Fuzzing.class.getName(),
                "--instrumentation_includes=io.netraven.**",
                "--instrumentation_excludes=io.netraven.reliability.**",
                "--custom_hook_includes=io.netraven.**",
                "--custom_hook_excludes=io.netraven.reliability.**",
                "--disabled_hooks=" + SANITIZERS,
                "--reproducer_path=" + results,
                inputs.toString(),
                "-artifact_prefix=" + results + "/",
                "-max_total_time=" + Math.max(1, time.toSeconds()),
                "-timeout=" + LONGEST_SECONDS,
                "-rss_limit_mb=0",
                "-max_len=" + LONGEST_INPUT,
                "-seed=" + seed()));
        return command;
    }

    /** The fuzzer draws one itself where it gets 0. */
    private static int seed() {
        return Math.max(1, (int) (Run.seed() & Integer.MAX_VALUE));
    }

    private static List<Path> failures(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.filter(file -> file.getFileName().toString().startsWith(Fuzzing.FAILED))
                    .sorted()
                    .toList();
        }
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Programs.delete(folder);
        }
        return Files.createDirectories(folder).toAbsolutePath();
    }
}
