package io.netraven.launcher.internal.cli;

/** A command cannot go on, for a reason that is neither the schema's nor the configuration's. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String kind;

    /**
     * Creates the exception.
     *
     * @param message what failed and what to do
     */
    public CommandFailed(ExitCode exitCode, String message) {
        this(exitCode, "command_failed", message);
    }

    CommandFailed(ExitCode exitCode, String kind, String message) {
        super(message);
        this.exitCode = exitCode;
        this.kind = kind;
    }

    /** The reason in a word. */
    String kind() {
        return kind;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
