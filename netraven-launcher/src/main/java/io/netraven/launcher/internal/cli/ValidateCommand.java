package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.ValidationReport;
import java.util.List;

/** {@code validate}: compare the whole live schema with the model. */
final class ValidateCommand implements Command {

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String summary() {
        return "compare the whole live schema with the model";
    }

    @Override
    public String details() {
        return """
                Tells every difference. The exit code is 1 when there is any, tolerated ones included.""";
    }

    @Override
    public String example() {
        return "validate --url postgresql://netraven@db.example:5432/netraven --sql";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(CliOption.LOCK_TIMEOUT, CliOption.STATEMENT_TIMEOUT, CliOption.SQL);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settings();
        ValidationReport report = invocation.engine(settings).validate();
        invocation.output().validated(settings, report, invocation.arguments().has(CliOption.SQL));
        return report.isClean() ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }
}
