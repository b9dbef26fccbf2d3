package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.SchemaStatus;
import java.util.List;

/** {@code wait}: wait, without ever writing, until the schema is ready. */
final class WaitCommand implements Command {

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String summary() {
        return "wait, without ever writing, until the schema is ready";
    }

    @Override
    public String details() {
        return """
                For services that run as a role without the right to create tables. The exit code is 8 when the schema
                is not ready by the deadline.""";
    }

    @Override
    public String example() {
        return "wait --url postgresql://netraven@db.example:5432/netraven --wait 2m";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(CliOption.LOCK_TIMEOUT, CliOption.STATEMENT_TIMEOUT);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settings();
        SchemaStatus status = invocation.engine(settings).awaitReady();
        invocation.output().status(settings, status, KeyringState.NONE);
        return ExitCode.DONE;
    }
}
