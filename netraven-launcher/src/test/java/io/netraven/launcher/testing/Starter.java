package io.netraven.launcher.testing;

import io.netraven.schema.SchemaModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The init container of NetRaven or of a service: the runnable jar, with the service's model.
 *
 * @param name who starts
 * @param options that name the model
 */
public record Starter(String name, List<String> options) {

    /** NetRaven itself, whose model is in the jar. */
    public static Starter ofNetRaven() {
        return new Starter("netraven", List.of());
    }

    /** A service, whose model goes into a file of the folder. */
    public static Starter of(SchemaModel model, Path folder) {
        Path file = folder.resolve(model.name() + "-" + model.version() + ".sql");
        try {
            Files.writeString(file, model.script());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Starter(model.name() + " " + model.version(), List.of("--model", file.toString()));
    }

    public LauncherProcess start(Login login, String... arguments) {
        return LauncherProcess.start(login, all(arguments).toArray(String[]::new));
    }

    public Ended run(Login login, String... arguments) {
        try (LauncherProcess process = start(login, arguments)) {
            return process.await();
        }
    }

    /** Runs it in this process, where the claim is not about processes: that takes a tenth of the time. */
    public Ended runHere(Login login, String... arguments) {
        long start = System.nanoTime();
        CommandRun run = CommandRun.of(
                login.host(),
                login.port(),
                login.user(),
                login.password(),
                login.database(),
                all(arguments).toArray(String[]::new));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Ended(run.exitCode(), run.out(), run.err(), took, "");
    }

    private List<String> all(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(options);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
