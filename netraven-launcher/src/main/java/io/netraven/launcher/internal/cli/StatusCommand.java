package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.SchemaStatus;
import java.util.List;

/** {@code status}: tell which release the database is at, and what would happen. */
final class StatusCommand implements Command {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "tell which release the database is at, and what would happen";
    }

    @Override
    public String details() {
        return """
                Nothing is changed. Where the schema is ready, fingerprints are compared; else everything, to tell what init
                and upgrade would do. Of the credential store it tells which data keys there are and whether a rotation is
                due; with a master key it proves that it opens them, and the exit code is 6 when it does not.""";
    }

    @Override
    public String example() {
        return "status --url postgresql://netraven@db.example:5432/netraven --format json";
    }

    @Override
    public List<CliOption> options() {
        return CliOption.connectionAnd(
                CliOption.LOCK_TIMEOUT,
                CliOption.STATEMENT_TIMEOUT,
                CliOption.ENCRYPTION_KEY_FILE,
                CliOption.ENCRYPTION_KEY_PREVIOUS_FILE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settingsWithMasterKeys();
        SchemaStatus status = invocation.engine(settings).status();
        KeyringState keyring = KeyringState.read(invocation, settings, status);
        invocation.output().status(settings, status, keyring);
        return keyring.failure().map(Failure::exitCode).orElse(ExitCode.DONE);
    }
}
