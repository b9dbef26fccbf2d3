package io.netraven.launcher.internal.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's client programs on the path of an environment. A signal ends those that run. */
final class ClientPrograms {

    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)(\\S*)");

    private final Map<String, String> environment;
    private final Notes notes;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    ClientPrograms(Map<String, String> environment, Notes notes, StopActions stop) {
        this.environment = environment;
        this.notes = notes;
        stop.add(this::stop);
    }

    /** Takes the standard output of a program. */
    @FunctionalInterface
    interface Reader {
        void read(InputStream output) throws IOException;
    }

    /** A version, as a program tells it. */
    record Version(int major, String text) {}

    private void stop() {
        stopped = true;
        List<Process> ended = new ArrayList<>(running);
        ended.forEach(ClientPrograms::end);
        for (Process process : ended) {
            process.onExit().join();
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private String path(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return file.toString();
            }
        }
        throw new BackupException(
                Reason.SETTINGS, program + " is not on the PATH: install PostgreSQL's client programs");
    }

    /** Asks a program for its version. */
    Version version(String program) {
        StringBuilder text = new StringBuilder();
        run(Map.of(), output -> text.append(new String(output.readAllBytes(), UTF_8)), List.of(program, "--version"));
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new BackupException(Reason.SETTINGS, program + " --version prints no version: \"" + text + "\"");
        }
        return new Version(Integer.parseInt(matcher.group(1)), matcher.group(1) + matcher.group(2));
    }

    /**
     * Runs a program to its end.
     *
     * @param variables the variables that are added to the environment
     * @param command the program's name and its arguments
     * @return the exit code
     */
    int run(Map<String, String> variables, Reader output, List<String> command) {
        Process process = start(variables, command);
        Thread errors = errors(process);
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            output.read(out);
        } catch (IOException e) {
            // The program is gone, and its exit code tells why.
        }
        return await(process, errors);
    }

    int run(Map<String, String> variables, List<String> command) {
        return run(variables, InputStream::readAllBytes, command);
    }

    /** Takes a program's output and gives the input of the next one. */
    @FunctionalInterface
    interface Pipe {
        void copy(InputStream from, OutputStream to) throws IOException;
    }

    /** Runs two programs, the output of the first being the input of the second. Returns the first exit code but 0. */
    int pipe(Map<String, String> variables, List<String> from, Pipe pipe, List<String> to) {
        Process source = start(variables, from);
        Thread sourceErrors = errors(source);
        Process target = start(variables, to);
        Thread targetErrors = errors(target);
        Thread output = new Thread(() -> drain(target), "output");
        output.setDaemon(true);
        output.start();
        try (InputStream in = source.getInputStream();
                OutputStream out = target.getOutputStream()) {
            source.getOutputStream().close();
            pipe.copy(in, out);
        } catch (IOException e) {
            // One of the two is gone, and its exit code tells why.
        }
        int targetCode = await(target, targetErrors);
        if (targetCode != 0) {
            end(source);
        }
        int sourceCode = await(source, sourceErrors);
        return targetCode != 0 ? targetCode : sourceCode;
    }

    private static void drain(Process process) {
        try (InputStream out = process.getInputStream()) {
            out.readAllBytes();
        } catch (IOException e) {
            // The program is gone.
        }
    }

    private Process start(Map<String, String> variables, List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.set(0, path(command.get(0)));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            running.add(process);
            if (stopped) {
                end(process);
            }
            return process;
        } catch (IOException e) {
            throw new BackupException(Reason.SETTINGS, command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }

    private Thread errors(Process process) {
        Thread thread = new Thread(() -> copyErrors(process), "errors");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void copyErrors(Process process) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                notes.program(line);
            }
        } catch (IOException e) {
            // The program is gone.
        }
    }

    private int await(Process process, Thread errors) {
        try {
            int code = process.waitFor();
            // A grandchild may hold the stream open.
            errors.join(1_000);
            return code;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            running.remove(process);
        }
    }
}
