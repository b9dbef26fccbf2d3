package io.netraven.launcher.testing;

import io.netraven.launcher.internal.cli.Launcher;
import io.netraven.launcher.internal.cli.Surroundings;
import io.netraven.schema.testing.ScratchDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * One run of the command line on a database.
 *
 * @param exitCode what the process would end with
 * @param out what it printed
 * @param err what it complained of
 */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(ScratchDatabase database, String... args) {
        return of(database.host(), database.port(), database.user(), database.password(), database.name(), args);
    }

    public static CommandRun of(String host, int port, String user, String password, String database, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of(
                "POSTGRES_HOST", host,
                "POSTGRES_PORT", Integer.toString(port),
                "POSTGRES_USER", user,
                "POSTGRES_PASSWORD", password,
                "POSTGRES_DB", database);
        int exitCode =
                new Launcher(new Surroundings(stream(out), stream(err), environment, Path.of(""), false)).run(args);
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
