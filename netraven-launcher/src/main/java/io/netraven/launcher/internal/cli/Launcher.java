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
        String command = name(arguments);
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

    /** The command as it was given, also where there is none such. */
    private static String name(List<String> args) {
        StringBuilder name = new StringBuilder();
        for (String arg : args.subList(0, Math.min(2, args.size()))) {
            if (arg.startsWith("-")
                    || (!name.isEmpty() && CommandGroup.find(name.toString()).isEmpty())) {
                break;
            }
            name.append(name.isEmpty() ? "" : " ").append(arg);
        }
        return name.toString();
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
                Optional<CommandGroup> group = CommandGroup.find(first);
                List<String> rest = args.subList(Math.min(1, args.size()), args.size());
                return group.isPresent() ? execute(group.get(), rest, output) : execute(command(first), rest, output);
            }
        }
    }

    private ExitCode execute(CommandGroup group, List<String> args, Output output) {
        String first = args.isEmpty() ? "" : args.get(0);
        if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
            surroundings.out().print(Help.of(group));
            return ExitCode.DONE;
        }
        Optional<Command> command = group.command(first);
        if (command.isEmpty()) {
            throw unknown(group.name() + " ", first, group.names());
        }
        return execute(command.get(), args.subList(1, args.size()), output);
    }

    private static Command command(String name) {
        return Commands.find(name).orElseThrow(() -> {
            List<String> known = new ArrayList<>(Commands.NAMES);
            known.addAll(CommandGroup.NAMES);
            return unknown("", name, known);
        });
    }

    private static UsageException unknown(String group, String name, List<String> known) {
        if (name.isEmpty() || name.startsWith("-")) {
            return new UsageException(
                    List.of("Name a command " + (group.isEmpty() ? "first" : "behind " + group.strip()) + ", one of "
                            + String.join(", ", known)));
        }
        return new UsageException(List.of("Unknown command \"" + group + name + "\""
                + Spelling.nearest(name, known)
                        .map(near -> ": did you mean " + group + near + "?")
                        .orElse(", known are " + String.join(", ", known))));
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
