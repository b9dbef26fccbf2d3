package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything the process does, but for the process itself: streams and environment are given, and nothing exits. */
public final class Launcher {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private final Surroundings surroundings;
    private final StopSignal stop = new StopSignal();

    /** Creates a launcher for one run. */
    public Launcher(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command and returns the exit code. */
    public int run(String... args) {
        List<String> arguments = Arrays.asList(args);
        boolean json = wantsJson(arguments);
        String command = args.length == 0 || args[0].startsWith("-") ? "" : args[0];
        Output output = json ? new JsonOutput(command, surroundings.out()) : new TextOutput(surroundings);
        try {
            return execute(arguments, output).code();
        } catch (RuntimeException | Error e) {
            return failed(e, output, arguments.contains("--debug")).code();
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    /** Ends what is under way, from another thread: the server rolls back at once. */
    public void stop() {
        stop.stop();
    }

    private ExitCode execute(List<String> args, Output output) {
        String first = args.isEmpty() ? "" : args.get(0);
        switch (first) {
            case "--help", "-h", "help" -> {
                surroundings.out().print(Help.general());
                return ExitCode.DONE;
            }
            case "--version" -> {
                surroundings.out().println("netraven-launcher " + Version.text());
                return ExitCode.DONE;
            }
            default -> {
                return execute(command(first), args.subList(1, args.size()), output);
            }
        }
    }

    private static Command command(String name) {
        if (name.isEmpty() || name.startsWith("-")) {
            throw new UsageException(List.of("Name a command first, one of " + String.join(", ", Commands.NAMES)));
        }
        Optional<Command> command = Commands.find(name);
        if (command.isEmpty()) {
            throw new UsageException(List.of("Unknown command \"" + name + "\""
                    + Spelling.nearest(name, Commands.NAMES)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(", known are " + String.join(", ", Commands.NAMES))));
        }
        return command.get();
    }

    private ExitCode execute(Command command, List<String> args, Output output) {
        List<CliOption> known = new ArrayList<>(command.options());
        known.addAll(CliOption.COMMON);
        Arguments arguments = CommandLine.parse(known, args);
        if (arguments.has(CliOption.HELP)) {
            surroundings.out().print(Help.of(command));
            return ExitCode.DONE;
        }
        checkFormat(arguments);
        setLogLevel(arguments);
        return command.run(new Invocation(arguments, output, surroundings, stop));
    }

    private static void checkFormat(Arguments arguments) {
        String format = arguments.value(CliOption.FORMAT).orElse("text");
        if (!format.equals("text") && !format.equals("json")) {
            throw new UsageException(List.of("--format is text or json, not \"" + format + "\""));
        }
    }

    /** The binding reads its level once, when the first message of the process is logged. */
    private static void setLogLevel(Arguments arguments) {
        if (arguments.has(CliOption.QUIET)) {
            System.setProperty(LOG_LEVEL, "warn");
        }
        if (arguments.has(CliOption.VERBOSE)) {
            System.setProperty(LOG_LEVEL, "debug");
        }
    }

    private ExitCode failed(Throwable thrown, Output output, boolean debug) {
        if (stop.isStopped()) {
            return ExitCode.TERMINATED;
        }
        Failure failure = Failure.of(thrown);
        output.failed(failure);
        if (debug || failure.exitCode() == ExitCode.INTERNAL) {
            thrown.printStackTrace(surroundings.err());
        }
        return failure.exitCode();
    }

    /** Known before the options are parsed, so that a mistake in them is a document too. */
    private static boolean wantsJson(List<String> args) {
        int format = args.lastIndexOf("--format");
        return args.contains("--format=json")
                || (format >= 0
                        && format + 1 < args.size()
                        && args.get(format + 1).equals("json"));
    }
}
