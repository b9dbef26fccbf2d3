package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import java.util.List;

/** {@code history}: tell who did what to the schema, and when. */
final class HistoryCommand implements Command {

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String summary() {
        return "tell who did what to the schema, and when";
    }

    @Override
    public String details() {
        return """
                The newest first, of every model that is recorded in the namespace.""";
    }

    @Override
    public String example() {
        return "history --url postgresql://netraven@db.example:5432/netraven";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(CliOption.LOCK_TIMEOUT, CliOption.STATEMENT_TIMEOUT);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settings();
        invocation.output().history(invocation.engine(settings).history());
        return ExitCode.DONE;
    }
}
