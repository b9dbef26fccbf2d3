package io.netraven.launcher.internal.cli;

import java.util.List;

/** {@code try}: the trial, which lives in an artifact of its own. */
final class TryCommand implements Command {

    /** Found by name, and only when asked for: the production jar has no such class. */
    private static final String TRIAL = "io.netraven.trial.EmbeddedTrial";

    @Override
    public String name() {
        return "try";
    }

    @Override
    public String summary() {
        return "try everything on a PostgreSQL of its own; needs no installation";
    }

    @Override
    public String details() {
        return """
                Starts an embedded PostgreSQL, creates the schema, stores and reads sample rows, ranks
                the credentials for a device and simulates a login with the best, validates, and stops.
                A trial, never a production database. It is in the artifact netraven-try.jar only.""";
    }

    @Override
    public String example() {
        return "try --data ./netraven-trial";
    }

    @Override
    public List<CliOption> options() {
        return List.of(CliOption.DATA);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        try {
            Trial trial = Class.forName(TRIAL)
                    .asSubclass(Trial.class)
                    .getDeclaredConstructor()
                    .newInstance();
            String data = invocation.arguments().value(CliOption.DATA).orElse("netraven-trial");
            return trial.run(invocation, SecretSource.path(invocation.surroundings(), CliOption.DATA, data));
        } catch (ClassNotFoundException e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "The trial is not part of this jar, which is made for production: run netraven-try.jar, or"
                            + " ./netraven try in the source folder");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The trial could not be started", e);
        }
    }
}
