package io.netraven.launcher.internal.cli;

import java.util.List;

/** A command on the keyring or the credentials: one question, one answer. */
abstract class StoreCommand implements Command {

    private final String name;
    private final String summary;
    private final String details;
    private final String arguments;
    private final List<CliOption> options;

    /**
     * Describes a command.
     *
     * @param arguments a typical use's, behind the name
     */
    StoreCommand(String name, String summary, String details, String arguments, List<CliOption> options) {
        this.name = name;
        this.summary = summary;
        this.details = details;
        this.arguments = arguments;
        this.options = options;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String details() {
        return details;
    }

    @Override
    public final String example() {
        return name + " " + arguments;
    }

    @Override
    public final List<CliOption> options() {
        return options;
    }

    @Override
    public final ExitCode run(Invocation invocation) {
        Answer answer;
        try (StoreAccess access = new StoreAccess(invocation)) {
            answer = answer(access);
        }
        invocation.output().answer(answer);
        return answer.exitCode();
    }

    /** Does it. What it opens is closed afterwards. */
    abstract Answer answer(StoreAccess access);
}
