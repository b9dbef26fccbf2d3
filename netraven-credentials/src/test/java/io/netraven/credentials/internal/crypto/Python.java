package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs the documentation's examples. Without Python, or a package, the test is skipped and says what is missing. */
public record Python(Path folder) {

    private static final long LONGEST_MINUTES = 5;

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    /** What became of imports: the same in each test. */
    private static final Map<String, Run> ASKED = new ConcurrentHashMap<>();

    /** The text of a script. */
    static String text(String script) throws IOException {
        return Files.readString(EXAMPLES.resolve(script));
    }

    /** Skips the test where Python cannot import what a script needs. */
    public Python needing(String imports) throws IOException, InterruptedException {
        Run run = ASKED.get(imports);
        try {
            if (run == null) {
                run = run(List.of("-c", imports), new byte[0]);
                ASKED.put(imports, run);
            }
        } catch (IOException e) {
            assumeTrue(false, "There is no python3: " + e.getMessage());
            throw e;
        }
        assumeTrue(run.exitCode() == 0, "python3 cannot do this: " + imports + ": " + run.error());
        return this;
    }

    /** Runs a script that is to succeed. */
    public byte[] output(byte[] input, String script, String... arguments) throws IOException, InterruptedException {
        Run run = script(input, script, arguments);
        assertThat(run.error()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.output();
    }

    /** Runs a script that is to fail, and returns what it says. */
    String refusal(byte[] input, String script, String... arguments) throws IOException, InterruptedException {
        Run run = script(input, script, arguments);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        return run.error();
    }

    private Run script(byte[] input, String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("-B", EXAMPLES.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return run(command, input);
    }

    private Run run(List<String> arguments, byte[] input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        Path in = Files.write(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Path error = folder.resolve("error");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("python3 took more than " + LONGEST_MINUTES + " minutes: " + command);
        }
        return new Run(process.exitValue(), Files.readAllBytes(out), new String(Files.readAllBytes(error), UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Run(int exitCode, byte[] output, String error) {}
}
