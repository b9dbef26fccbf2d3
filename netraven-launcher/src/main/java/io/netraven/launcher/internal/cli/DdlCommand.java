package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import java.util.List;

/** {@code ddl}: print the whole schema as SQL; needs no database. */
final class DdlCommand implements Command {

    @Override
    public String name() {
        return "ddl";
    }

    @Override
    public String summary() {
        return "print the whole schema as SQL; needs no database";
    }

    @Override
    public String details() {
        return """
                For reading, and for servers where an administrator runs it by hand.""";
    }

    @Override
    public String example() {
        return "ddl --namespace netraven > schema.sql";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.SCHEMA;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settingsWithoutDatabase();
        invocation.output().sql(invocation.model(settings).ddl(settings.namespace(), settings.roles()));
        return ExitCode.DONE;
    }
}
