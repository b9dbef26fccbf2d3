package io.netraven.launcher.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.internal.cli.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands {@code backup} and {@code restore} in this process, with the words of their scripts. */
final class Operation {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Launcher launcher;
    private final String[] words;

    private Operation(Surroundings surroundings, String... words) {
        PrintStream output = new PrintStream(printed, true, UTF_8);
        this.launcher = new Launcher(new io.netraven.launcher.internal.cli.Surroundings(
                output, output, surroundings.environment(), Path.of(""), false));
        this.words = words;
    }

    static Script.Ended backup(Surroundings surroundings, String... options) {
        return command(surroundings, words("backup", options)).run();
    }

    /** A file needs no option before it, as for the script. */
    static Script.Ended restore(Surroundings surroundings, String... options) {
        return command(surroundings, words("restore", options)).run();
    }

    static Operation command(Surroundings surroundings, String... words) {
        return new Operation(surroundings, words);
    }

    static String[] words(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command));
        for (String option : options) {
            if (option.startsWith("/")) {
                words.add("--in");
            }
            words.add(option);
        }
        return words.toArray(String[]::new);
    }

    Script.Ended run() {
        int code = launcher.run(words);
        return new Script.Ended(code, printed.toString(UTF_8));
    }

    /** What a signal does. */
    void stop() {
        launcher.stop();
    }
}
