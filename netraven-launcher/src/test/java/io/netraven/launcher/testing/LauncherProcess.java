package io.netraven.launcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The runnable jar, started as its users start it. Closing it kills it where it still runs. */
public final class LauncherProcess implements AutoCloseable {

    /** How long a process waits for a database, unless it is told. */
    public static final Duration WAIT_BY_DEFAULT = Duration.ofSeconds(60);

    /** Less than the wait for a database, far more than a process needs on a busy machine. */
    public static final Duration AT_ONCE = Duration.ofSeconds(50);

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Process process;
    private final long start = System.nanoTime();
    private final Path out;
    private final Path err;
    private final String password;

    private LauncherProcess(Process process, Path out, Path err, String password) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.password = password;
    }

    /** Starts a command. */
    public static LauncherProcess start(Login login, String... arguments) {
        return start(login, Map.of(), List.of(), arguments);
    }

    /** Starts a command with more in its environment, and with options of the JVM. */
    public static LauncherProcess start(
            Login login, Map<String, String> variables, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(RunnableJar.command());
        command.addAll(1, options);
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("netraven-process-", ".out");
            Path err = Files.createTempFile("netraven-process-", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            Map<String, String> environment = builder.environment();
            RunnableJar.clear(environment);
            environment.putAll(login.environment());
            environment.putAll(variables);
            // The test server's superuser has its name for a password, which is no secret.
            String secret = login.password().equals(login.user()) ? "" : login.password();
            return new LauncherProcess(builder.start(), out, err, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public static Ended run(Login login, String... arguments) {
        try (LauncherProcess process = start(login, arguments)) {
            return process.await();
        }
    }

    /** Waits for its end. */
    public Ended await() {
        try {
            if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The process did not end within " + LONGEST + "\n" + read(err));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Ended(process.exitValue(), read(out), read(err), took, password);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Standard error so far. */
    public String errSoFar() {
        return read(err);
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
