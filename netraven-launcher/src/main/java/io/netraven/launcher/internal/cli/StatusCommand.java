package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.SchemaStatus;
import java.util.List;

/** {@code status}: tell where the database stands, with one query. */
final class StatusCommand implements Command {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "tell where the database stands, with one query";
    }

    @Override
    public String details() {
        return """
                Compares fingerprints, not every detail: validate does that.""";
    }

    @Override
    public String example() {
        return "status --url postgresql://netraven@db.example:5432/netraven --format json";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(CliOption.NAMESPACE, CliOption.STATEMENT_TIMEOUT, CliOption.NO_EXTENSIONS);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settings();
        SchemaStatus status = invocation.engine(settings).status();
        invocation.output().status(settings, status);
        return ExitCode.DONE;
    }
}
