package io.netraven.launcher.internal.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The terminal of this process; it is looked for when it is needed. */
final class ProcessTerminal implements Terminal {

    @Override
    public boolean isThere() {
        return isTerminal(System.console());
    }

    @Override
    public char[] ask(String question) {
        char[] answer = readPassword(System.console(), question);
        if (answer == null) {
            throw new CommandFailed(ExitCode.USAGE, "The question \"" + question + "\" was not answered");
        }
        return answer;
    }

    private static char @Nullable [] readPassword(@Nullable Console console, String question) {
        return console == null ? null : console.readPassword("%s: ", question);
    }

    /** Up to JDK 21 there is a console only on a terminal; later there always is one, which can be asked. */
    static boolean isTerminal(@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
