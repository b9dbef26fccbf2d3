package io.netraven.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Runs processes, and tells what they took. One at a time, as the time of children is counted together. */
final class Command {

    private static final Path OWN_STATISTICS = Path.of("/proc/self/stat");
    /** Of the fields behind the process's name: the 16th and 17th of all. */
    private static final int CHILDREN_USER = 13;

    private static final int TICKS_A_SECOND = 100;
    private static final long MOST_PAUSE = 20_000_000;
    private static final int MOST_OUTPUT = 4_000;

    private Command() {}

    /** What one run took. */
    record Cost(double wallMillis, double cpuMillis) {}

    /** Runs a command that must succeed. */
    static void run(List<String> command) throws IOException {
        run(command, Map.of());
    }

    /** Runs a command that must succeed, and times it from its start to its end. */
    static Cost run(List<String> command, Map<String, String> environment) throws IOException {
        double cpu = childrenMillis();
        long start = System.nanoTime();
        output(command, environment);
        return new Cost((System.nanoTime() - start) / 1e6, childrenMillis() - cpu);
    }

    /** Runs a command that must succeed, and returns what it printed. */
    static String output(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            throw failed(command, exitCode, output);
        }
        return output;
    }

    /** What one run took, watched: the watching costs a little time. Memory is what was resident at most. */
    record Weight(double seconds, double peakMegabytes) {}

    /** Runs a command that must succeed, and looks again and again for the most memory that it had. */
    static Weight weigh(List<String> command, Map<String, String> environment) throws IOException {
        Path said = Files.createTempFile("netraven-bench-", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            Path status = Path.of("/proc/" + process.pid() + "/status");
            double peak = 0;
            while (process.isAlive()) {
                peak = Math.max(peak, peakMegabytes(status));
                LockSupport.parkNanos(Math.min(MOST_PAUSE, (System.nanoTime() - start) / 100));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (process.exitValue() != 0) {
                throw failed(command, process.exitValue(), Files.readString(said));
            }
            return new Weight(seconds, peak);
        } finally {
            Files.delete(said);
        }
    }

    private static IOException failed(List<String> command, int exitCode, String output) {
        return new IOException(command.get(0) + " … " + command.get(command.size() - 1) + " ended with " + exitCode
                + "\n" + output.substring(Math.max(0, output.length() - MOST_OUTPUT)));
    }

    private static double peakMegabytes(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
        return 0;
    }

    /** User and system time of all children that have ended (proc(5)); a clock tick is 10 ms, means are finer. */
    private static double childrenMillis() {
        try {
            String statistics = Files.readString(OWN_STATISTICS);
            String[] fields =
                    statistics.substring(statistics.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]);
            return ticks * 1000.0 / TICKS_A_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
