package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * A run of {@code drill.sh}, a test for each step that it announces. A test ends when its step ends. It is skipped when
 * something is missing that the script needs.
 */
final class Drill implements Iterator<DynamicTest>, AutoCloseable {

    /** What the script does before it announces a step. */
    static final String FIRST = "looks for what it needs";

    /** The step that the script announces when all others have succeeded. */
    static final String LAST = "all of it came out right";

    /** The script's exit code when something that it needs is missing. */
    private static final int MISSING = 77;

    private static final Pattern STEP = Pattern.compile("== +\\d+ s {2}(.*)");

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter report;
    private final StringBuilder said = new StringBuilder();

    private @Nullable String next = FIRST;

    private Drill(Process process, BufferedWriter report) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
        this.report = report;
    }

    /** Starts a script, and keeps what it prints in a file. */
    static Drill start(Path script, Path report) throws IOException {
        ProcessBuilder command = new ProcessBuilder(script.toString()).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("NETRAVEN_"));
        return new Drill(command.start(), Files.newBufferedWriter(report, UTF_8));
    }

    /** Whether the script has announced another step. */
    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public DynamicTest next() {
        String step = next;
        if (step == null) {
            throw new NoSuchElementException();
        }
        return DynamicTest.dynamicTest(step, () -> {
            said.setLength(0);
            next = readToNextStep();
            if (next == null) {
                judge(step);
            }
        });
    }

    /** Reads what the current step prints. Returns the next one's name; null where the script has ended. */
    private @Nullable String readToNextStep() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            report.write(line);
            report.newLine();
            report.flush();
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                return step.group(1);
            }
            said.append(line).append('\n');
        }
        return null;
    }

    /** What the script's end says of the step it ended in. */
    private void judge(String step) {
        int exitCode = exitCode();
        if (exitCode == MISSING) {
            Assumptions.abort(said.toString());
        }
        if (exitCode != 0 || !step.equals(LAST)) {
            throw new AssertionError("The drill ended with exit code " + exitCode + " in: " + step + "\n" + said);
        }
    }

    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Has the script stop, and remove its containers. */
    @Override
    public void close() throws IOException {
        process.destroy();
        exitCode();
        output.close();
        report.close();
    }
}
