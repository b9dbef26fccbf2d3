package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.backup.Notes;
import io.netraven.launcher.internal.backup.Workplace;
import io.netraven.launcher.internal.config.Settings;
import java.io.PrintStream;
import java.time.Clock;

/** What the commands on backups share. */
final class BackupWork {

    private static final int MOST = 999_999;

    private BackupWork() {}

    static Workplace workplace(Invocation invocation) {
        Settings settings = invocation.settings();
        return new Workplace(
                settings,
                invocation.model(settings),
                invocation.surroundings().environment(),
                Version.text(),
                Clock.systemUTC(),
                notes(invocation),
                invocation.stop()::add);
    }

    static Notes notes(Invocation invocation) {
        PrintStream err = invocation.surroundings().err();
        boolean quiet = invocation.arguments().has(CliOption.QUIET);
        return new Notes(
                text -> {
                    if (!quiet) {
                        err.println(text);
                    }
                },
                text -> err.println("Note: " + text),
                err::println);
    }

    /** An option, or the variable that it stands for. */
    static int number(Invocation invocation, CliOption option, int otherwise) {
        String text = text(invocation, option);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,6}")) {
            throw OptionValues.mistake(
                    option, "\"" + text + "\" is not a number from 0 to " + MOST + " [" + option.variable() + "]");
        }
        return Integer.parseInt(text);
    }

    static String text(Invocation invocation, CliOption option) {
        return invocation.arguments().value(option).orElseGet(() -> {
            String variable = option.variable();
            return variable == null
                    ? ""
                    : invocation.surroundings().environment().getOrDefault(variable, "");
        });
    }
}
