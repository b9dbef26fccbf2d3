package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.testing.TestKeys;
import io.netraven.launcher.internal.cli.ExitCode;
import io.netraven.launcher.internal.cli.Launcher;
import io.netraven.launcher.internal.cli.Surroundings;
import io.netraven.launcher.internal.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An argument a line. No server listens where the environment says; what waits for it is stopped as by a signal. */
final class ArgumentsProperty implements Property {

    private static final long PATIENCE_MILLIS = 200;

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "POSTGRES_HOST", "127.0.0.1",
            "POSTGRES_PORT", "1",
            "POSTGRES_PASSWORD", Marker.TEXT,
            "NETRAVEN_ENCRYPTION_KEY", TestKeys.text(),
            "NETRAVEN_WAIT", "0");

    private final Scratch scratch = Scratch.create();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "stop signal");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void check(byte[] input) throws IOException {
        String text = new String(input, UTF_8);
        String[] arguments = Arrays.stream(text.split("\n", -1))
                .map(ArgumentsProperty::inFolder)
                .toArray(String[]::new);
        // The one starts a server of its own, and the other draws a diagram for a second.
        if (arguments[0].equals("try") || arguments[0].equals("docs")) {
            return;
        }
        scratch.clear();
        scratch.file("file", Marker.TEXT.getBytes(UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Launcher launcher = new Launcher(new Surroundings(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                ENVIRONMENT,
                scratch.folder(),
                false,
                new ByteArrayInputStream(Marker.TEXT.getBytes(UTF_8)),
                Terminal.NOBODY));
        Future<?> signal = clock.schedule(launcher::stop, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        int code = launcher.run(arguments);
        signal.cancel(false);
        check(List.of(arguments), code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static void check(List<String> arguments, int code, String out, String err) {
        if (code == ExitCode.INTERNAL.code()
                || Arrays.stream(ExitCode.values()).noneMatch(each -> each.code() == code)) {
            throw new AssertionError("Exit code " + code + ": " + err);
        }
        if (err.contains("\tat ") && !arguments.contains("--debug")) {
            throw new AssertionError("A stack trace: " + err);
        }
        if (code != ExitCode.DONE.code() && code != ExitCode.TERMINATED.code() && (out + err).isBlank()) {
            throw new AssertionError("Nothing is said of exit code " + code);
        }
        if (arguments.stream().noneMatch(Marker::isIn)) {
            Marker.isNotIn(out + err);
        }
        if ((out + err).contains(TestKeys.text())) {
            throw new AssertionError("The master key is in the output");
        }
    }

    /** Nothing outside of the folder is read or written; a slash has a meaning in a URL only. */
    private static String inFolder(String argument) {
        int scheme = argument.indexOf("postgres");
        return scheme >= 0 && scheme <= 11 ? argument : argument.replace('/', '_');
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        scratch.close();
    }
}
