package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.SchemaEngine;
import java.util.List;

/** {@code init}: wait for the database, create what is missing, seed and validate. */
final class InitCommand implements Command {

    @Override
    public String name() {
        return "init";
    }

    @Override
    public String summary() {
        return "wait for the database, create what is missing, seed and validate";
    }

    @Override
    public String details() {
        return """
                Everything happens in one transaction: afterwards the database is as before, or complete. Any number of
                starters may run at once. An existing table is never altered: where it differs in a way that breaks the
                release, nothing is changed, every difference is told, and the exit code is 1. With a master key the first data
                key of the credential store is made then, or those that are there are proven; the exit code is 6 when the
                master key does not open them.""";
    }

    @Override
    public String example() {
        return "init --url postgresql://netraven@db.example:5432/netraven --password-file /run/secrets/netraven_db";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(
                CliOption.LOCK_TIMEOUT,
                CliOption.STATEMENT_TIMEOUT,
                CliOption.STRICT,
                CliOption.ENCRYPTION_KEY_FILE,
                CliOption.ENCRYPTION_KEY_PREVIOUS_FILE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settingsWithMasterKeys();
        try (KeyringStep keyring = KeyringStep.of(invocation, settings)) {
            SchemaEngine engine = invocation.engine(settings);
            InitializationReport report = engine.initialize();
            invocation.output().initialized(settings, report, false, keyring.run(engine));
        }
        return ExitCode.DONE;
    }
}
