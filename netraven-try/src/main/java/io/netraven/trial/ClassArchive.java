package io.netraven.trial;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the class-data archive of the runnable jar (JEP 350), with which this very Java starts it in two thirds of the
 * time: the JVM keeps the classes of a first {@code init}, here on an embedded PostgreSQL. {@code ./netraven} calls it.
 */
public final class ClassArchive {

    private ClassArchive() {}

    /**
     * Makes the archive.
     *
     * @param args the jar, and the file to make
     * @throws IOException when there is no room for it
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("netraven-class-archive");
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            init(server, Path.of(args[0]), Path.of(args[1]));
        } finally {
            delete(folder);
        }
    }

    private static void init(EmbeddedServer server, Path jar, Path archive) throws IOException, InterruptedException {
        ProcessBuilder init = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-XX:ArchiveClassesAtExit=" + archive,
                "-jar",
                jar.toString(),
                "init");
        init.environment().keySet().removeIf(ClassArchive::isSetting);
        init.environment().put("DATABASE_URL", server.url());
        init.environment()
                .put(
                        "NETRAVEN_ENCRYPTION_KEY_FILE",
                        TrialKey.in(server.data()).file().toString());
        int exit = init.redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("init ended with exit code " + exit);
        }
    }

    /** Whoever calls has settings for a database of theirs. */
    private static boolean isSetting(String variable) {
        return Stream.of("NETRAVEN_", "DATABASE_", "POSTGRES_").anyMatch(variable::startsWith);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
