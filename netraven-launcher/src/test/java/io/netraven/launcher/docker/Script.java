package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A script of the folder {@code docker} that runs as a process. Closing it ends it and all that it started. */
final class Script implements AutoCloseable {

    /** Where the scripts are. */
    static final Path FOLDER = Path.of("..", "docker").toAbsolutePath().normalize();

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private Script(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * How a script ended.
     *
     * @param exitCode 128 and the signal's number where a signal ended it
     * @param output what it printed, standard output and error
     */
    record Ended(int exitCode, String output) {}

    /** Starts a command whose first word is a script's name or a program. */
    static Script start(Surroundings surroundings, String... command) throws IOException {
        // The program is looked for on the path of the surroundings, by env.
        List<String> words = new ArrayList<>(List.of("env"));
        words.addAll(List.of(command));
        if (command[0].endsWith(".sh")) {
            words.set(1, FOLDER.resolve(command[0]).toString());
        }
        Path output = Files.createTempFile("netraven-script-", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("NETRAVEN_"));
        builder.environment().putAll(surroundings.environment());
        return new Script(builder.start(), output);
    }

    /** Runs a command to its end. */
    static Ended run(Surroundings surroundings, String... command) throws IOException {
        try (Script script = start(surroundings, command)) {
            return script.await();
        }
    }

    Ended await() {
        try {
            if (!process.waitFor(LONGEST.toMillis(), MILLISECONDS)) {
                throw new IllegalStateException("The script did not end\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), output());
    }

    /** Waits until it runs a program of this name, and returns that. */
    ProcessHandle awaitProgram(String name) {
        return until(() -> process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/" + name))
                .findFirst()
                .orElse(null));
    }

    /** Waits until it has printed this. */
    void awaitOutput(String text) {
        until(() -> output().contains(text) ? text : null);
    }

    /** Waits until it has printed this so many times. */
    void awaitOutput(String text, int times) {
        until(() -> output().split(Pattern.quote(text), -1).length > times ? text : null);
    }

    /** SIGTERM, to the script alone. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL, to the script alone. */
    void kill() {
        process.destroyForcibly();
    }

    private <T> T until(Supplier<@Nullable T> question) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST.toNanos()) {
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("The script ended early\n" + output());
            }
            pause();
        }
        throw new IllegalStateException("It did not happen\n" + output());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String output() {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        Stream.concat(Stream.of(process.toHandle()), children.stream())
                .forEach(handle -> handle.onExit().join());
        Files.delete(output);
    }
}
