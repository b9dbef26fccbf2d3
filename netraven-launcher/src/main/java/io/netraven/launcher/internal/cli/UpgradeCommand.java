package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.SchemaEngine;
import java.util.List;

/** {@code upgrade}: do what init does, and alter existing tables where nothing can be lost. */
final class UpgradeCommand implements Command {

    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String summary() {
        return "do what init does, and alter existing tables where nothing can be lost";
    }

    @Override
    public String details() {
        return """
                Runs the statements of plan that are no comments, in one transaction under init's lock, while the earlier
                release may go on. Where a difference that breaks the release needs a person, nothing is changed and the
                exit code is 1. With --dry-run everything is done on the rows that are there, and taken back.""";
    }

    @Override
    public String example() {
        return "upgrade --dry-run --url postgresql://netraven@db.example:5432/netraven";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(
                CliOption.DRY_RUN,
                CliOption.LOCK_TIMEOUT,
                CliOption.STATEMENT_TIMEOUT,
                CliOption.STRICT,
                CliOption.ENCRYPTION_KEY_FILE,
                CliOption.ENCRYPTION_KEY_PREVIOUS_FILE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settingsWithMasterKeys();
        boolean rehearsal = invocation.arguments().has(CliOption.DRY_RUN);
        SchemaEngine engine = invocation.engine(settings);
        try (KeyringStep keyring = KeyringStep.of(invocation, settings)) {
            InitializationReport report = rehearsal ? engine.rehearseUpgrade() : engine.upgrade();
            invocation
                    .output()
                    .initialized(
                            settings, report, rehearsal, rehearsal ? KeyringOutcome.NOT_ASKED : keyring.run(engine));
        }
        return ExitCode.DONE;
    }
}
