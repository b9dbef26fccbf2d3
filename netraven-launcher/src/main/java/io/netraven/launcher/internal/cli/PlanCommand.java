package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import java.util.List;

/** {@code plan}: print the SQL that brings the live schema to the model. */
final class PlanCommand implements Command {

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "print the SQL that brings the live schema to the model";
    }

    @Override
    public String details() {
        return """
                Nothing is changed. Statements that could lose data are comments with a HAZARD label.""";
    }

    @Override
    public String example() {
        return "plan --url postgresql://netraven@db.example:5432/netraven > plan.sql";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(CliOption.LOCK_TIMEOUT, CliOption.STATEMENT_TIMEOUT);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settings();
        invocation.output().sql(invocation.engine(settings).plan());
        return ExitCode.DONE;
    }
}
