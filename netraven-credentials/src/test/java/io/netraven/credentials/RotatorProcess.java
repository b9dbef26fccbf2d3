package io.netraven.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.schema.testing.ScratchDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own that rotates once, to be killed, or given little memory. Closing it kills it. */
final class RotatorProcess implements AutoCloseable {

    private static final long LONGEST_MINUTES = 5;

    private final Process process;
    private final Path output;
    private final Path figures;

    private RotatorProcess(Process process, Path output, Path figures) {
        this.process = process;
        this.output = output;
        this.figures = figures;
    }

    static RotatorProcess start(ScratchDatabase database, int batchRows, String... options) throws IOException {
        Path output = Files.createTempFile("netraven-rotator-", ".out");
        Path figures = Files.createTempFile("netraven-rotator-", ".figures");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                RotatorProcess.class.getName(),
                database.url(),
                database.user(),
                database.password(),
                String.valueOf(batchRows),
                figures.toString()));
        return new RotatorProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output,
                figures);
    }

    /** Waits for its end, which has to be a good one; returns how many rows it wrote, and in how many nanoseconds. */
    List<Long> await() throws Exception {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException("The rotator failed:\n" + Files.readString(output, UTF_8));
        }
        return Files.readAllLines(figures, UTF_8).stream().map(Long::valueOf).toList();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
        Files.deleteIfExists(figures);
    }

    /** What the process runs: a URL, a user, a password, the rows of a batch, a file for its figures. */
    public static void main(String[] args) throws IOException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(args[0]);
        dataSource.setUser(args[1]);
        dataSource.setPassword(args[2]);
        RotationReport report = Keyring.builder(dataSource)
                .masterKey(TestKeys.masterKey())
                .build()
                .rotate(Rotation.now().withBatchRows(Integer.parseInt(args[3])));
        Files.write(
                Path.of(args[4]),
                List.of(
                        String.valueOf(report.rows()),
                        String.valueOf(report.elapsed().toNanos())),
                UTF_8);
    }
}
