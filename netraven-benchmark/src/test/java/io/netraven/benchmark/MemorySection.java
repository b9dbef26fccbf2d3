package io.netraven.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Import and rotation of many rows by the launcher, in a process with a small heap. */
final class MemorySection {

    private static final String DATABASE = "bench_memory";
    private static final String HEAP = "-Xmx128m";

    private final BenchServer server;
    private final Program launcher;
    private final Path file;
    private final Path key;
    private final Map<String, String> environment;

    private MemorySection(Bench bench) throws IOException {
        server = bench.server();
        launcher = Program.launcher(bench.jars());
        file = server.folder().resolve("credentials.json");
        key = server.folder().resolve("master.key");
        environment =
                Map.of("DATABASE_URL", server.launcherUrl(DATABASE), "NETRAVEN_ENCRYPTION_KEY_FILE", key.toString());
    }

    static void measure(Bench bench, Report report) throws IOException, SQLException {
        MemorySection section = new MemorySection(bench);
        int rows = bench.form().manyRows();
        section.writeFile(rows);
        section.run("keys", "generate", "--out", section.key.toString());
        section.server.create(DATABASE);
        Command.Weight init = section.run("init");
        Command.Weight imported = section.run("credentials", "import", "--in", section.file.toString());
        section.expect(rows, "SELECT count(*) FROM netraven.credentials");
        Command.Weight rotated = section.run("keys", "rotate", "--force");
        section.expect(rows, "SELECT count(*) FROM netraven.credentials WHERE version = 1");
        report.add(new Table("launcher with " + HEAP, "peak memory, MB", "s", "rows a second")
                .row("`init`, with the first data key", init.peakMegabytes(), init.seconds(), "–")
                .row(
                        "`credentials import` of " + Figures.count(rows) + " rows, one transaction",
                        imported.peakMegabytes(),
                        imported.seconds(),
                        rows / imported.seconds())
                .row(
                        "`keys rotate` of the same rows",
                        rotated.peakMegabytes(),
                        rotated.seconds(),
                        rows / rotated.seconds()));
    }

    private Command.Weight run(String... arguments) throws IOException {
        return Command.weigh(launcher.command(Jvm.plain(), List.of(HEAP), List.of(arguments)), environment);
    }

    private void expect(int rows, String query) throws SQLException {
        long found = server.number(DATABASE, query);
        if (found != rows) {
            throw new IllegalStateException(found + " instead of " + rows + ": " + query);
        }
    }

    /** One object a line, as {@code credentials import} reads it. */
    private void writeFile(int rows) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                lines.write("{\"name\":\"credential-" + i + "\",\"username\":\"backup\",\"password\":\"password-"
                        + (1_000_000 + i) + "\"}\n");
            }
        }
    }
}
