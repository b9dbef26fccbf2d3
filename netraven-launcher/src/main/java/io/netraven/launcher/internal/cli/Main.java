package io.netraven.launcher.internal.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/** The process around a {@link Launcher}. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and exits with its code. On SIGTERM the JVM exits with 143 once the hook has ended the connection.
     *
     * @param args a command and its options
     */
    public static void main(String[] args) {
        // The driver sends the JVM's time zone, which the server may not know. A zone of our own does not make the JVM
        // load all zones, which takes memory before the launcher can report that there is too little.
        TimeZone.setDefault(new SimpleTimeZone(0, "UTC"));
        Map<String, String> environment = System.getenv();
        Launcher launcher = new Launcher(new Surroundings(
                System.out,
                System.err,
                environment,
                Path.of(""),
                colour(environment),
                System.in,
                new ProcessTerminal()));
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop"));
        System.exit(launcher.run(args));
    }

    private static boolean colour(Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return wanted && ProcessTerminal.isTerminal(System.console());
    }
}
