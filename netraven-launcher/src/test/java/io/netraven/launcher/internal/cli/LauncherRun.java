package io.netraven.launcher.internal.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One run of the launcher in this process, with what it printed. */
record LauncherRun(int exitCode, String out, String err) {

    static LauncherRun of(Map<String, String> environment, String... args) {
        return of(environment, false, args);
    }

    static LauncherRun of(Map<String, String> environment, boolean colour, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Launcher(new Surroundings(stream(out), stream(err), environment, Path.of("target"), colour))
                .run(args);
        return new LauncherRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** With something to read, and somebody to ask. */
    static LauncherRun of(Map<String, String> environment, String in, Terminal terminal, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        Surroundings surroundings =
                new Surroundings(stream(out), stream(err), environment, Path.of("target"), false, input, terminal);
        int exitCode = new Launcher(surroundings).run(args);
        return new LauncherRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
