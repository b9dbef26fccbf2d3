package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.alteration.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL's client programs, one call of which sends a signal to the launcher that makes it.
 *
 * @param surroundings with these programs before all others
 * @param calls the file that counts calls
 * @param call the one that sends the signal, from 1
 */
record SignallingPrograms(Surroundings surroundings, Path calls, int call) {

    /** Whether the signal comes before or after the program's work. */
    enum Moment {
        BEFORE,
        AFTER
    }

    static SignallingPrograms in(Path folder, Surroundings surroundings, String signal, int call, Moment moment)
            throws IOException {
        Path calls = Files.writeString(folder.resolve("calls"), "0", UTF_8);
        String send = "[ \"$call\" != " + call + " ] || kill -s " + signal + " $PPID";
        Surroundings signalling = surroundings;
        for (String program : List.of("pg_dump", "pg_restore", "psql")) {
            String real = "'" + LocalPostgres.find().orElseThrow().resolve(program) + "' \"$@\"";
            String script = "call=$(($(cat '" + calls + "') + 1)); echo $call > '" + calls + "'\n"
                    + (moment == Moment.BEFORE
                            ? send + "\nexec " + real
                            : real + "\ncode=$?\n" + send + "\nexit $code");
            signalling = signalling.withProgram(folder, program, script);
        }
        return new SignallingPrograms(signalling, calls, call);
    }

    /** Whether there was such a call. */
    boolean isReached() throws IOException {
        return Integer.parseInt(Files.readString(calls).strip()) >= call;
    }
}
