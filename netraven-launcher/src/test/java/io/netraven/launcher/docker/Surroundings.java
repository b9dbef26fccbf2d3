package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.alteration.LocalPostgres;
import io.netraven.launcher.pages.LauncherScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a script finds: a server, programs on the path, and settings.
 *
 * @param environment its variables
 */
record Surroundings(Map<String, String> environment) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /**
     * The programs of an installed PostgreSQL, the launcher, and a database on a server.
     *
     * @param folder an empty folder, for the launcher's start script
     */
    static Surroundings on(LocalPostgres server, String database, Path folder) throws IOException {
        LauncherScript.write(folder);
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", folder + ":" + LocalPostgres.find().orElseThrow() + ":" + System.getenv("PATH"));
        environment.put("POSTGRES_HOST", "127.0.0.1");
        environment.put("POSTGRES_PORT", Integer.toString(server.port()));
        environment.put("POSTGRES_DB", database);
        environment.put("POSTGRES_USER", "postgres");
        environment.put("POSTGRES_PASSWORD", "not asked for");
        return new Surroundings(environment);
    }

    /** The same with another value of one variable; null for none. */
    Surroundings with(String name, @Nullable Object value) {
        Map<String, String> changed = new HashMap<>(environment);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value.toString());
        }
        return new Surroundings(changed);
    }

    /** The same with a program of one's own before all others: a shell script. */
    Surroundings withProgram(Path folder, String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n", UTF_8);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return with("PATH", folder + ":" + environment.get("PATH"));
    }
}
