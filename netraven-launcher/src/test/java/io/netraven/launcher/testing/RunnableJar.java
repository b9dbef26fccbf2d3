package io.netraven.launcher.testing;

import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The runnable jar, and how to start it at the least cost: as {@code ./netraven} does, with a class-data archive (JEP
 * 350) and without what a short process gets nothing from. Safe for use by several threads.
 */
public final class RunnableJar {

    private static final Path JAR = Path.of(System.getProperty("runnable.jar", "target/netraven-launcher.jar"))
            .toAbsolutePath();

    private RunnableJar() {}

    /** The words that start it on the Java that runs the tests; more options may follow the first word. */
    public static List<String> command() {
        return Archive.COMMAND;
    }

    /** Takes away what the environment of the tests says of a database. */
    public static void clear(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> Stream.of("NETRAVEN_", "POSTGRES_", "DATABASE_URL", "JAVA_TOOL_OPTIONS")
                        .anyMatch(name::startsWith));
    }

    /** Made by a first {@code init}, once for all tests of a run, when the first of them asks. */
    private static final class Archive {

        static final List<String> COMMAND = command();

        private static List<String> command() {
            try {
                Path folder = Files.createTempDirectory("netraven-runnable-jar");
                Path archive = folder.resolve("classes.jsa");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    archive.toFile().delete();
                    folder.toFile().delete();
                }));
                // A Java that cannot make one starts without.
                return make(archive) && Files.exists(archive)
                        ? start("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:SharedArchiveFile=" + archive)
                        : start();
            } catch (IOException e) {
                throw new IllegalStateException("No class-data archive could be made", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static boolean make(Path archive) throws IOException, InterruptedException {
            try (ScratchDatabase database = TestServer.shared().createDatabase()) {
                List<String> command = new ArrayList<>(start("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive));
                command.add("init");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
                clear(builder.environment());
                builder.environment().putAll(Login.of(database).environment());
                return builder.start().waitFor() == 0;
            }
        }

        private static List<String> start(String... options) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of(options));
            command.addAll(List.of("-jar", JAR.toString()));
            return List.copyOf(command);
        }
    }
}
