package io.netraven.launcher.internal.cli;

import io.netraven.credentials.RankedCredential;
import io.netraven.credentials.Statistics;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.ValidationReport;
import java.nio.file.Path;
import java.util.List;

/**
 * What a trial did.
 *
 * @param data the folder that is kept
 * @param serverLog what the embedded server said
 * @param settings how the trial connected
 * @param initialization the init step
 * @param keyring what the init step did for the data keys
 * @param stored whether this run stored the sample rows; an earlier one did otherwise
 * @param rows the sample rows as they were read back, one line each
 * @param device the sample device
 * @param ranking what it may be tried with, as it was before the login
 * @param login how the simulated login ended
 * @param statistics of the credentials after it
 * @param validation the comparison after that
 */
public record TrialReport(
        Path data,
        Path serverLog,
        Settings settings,
        InitializationReport initialization,
        KeyringOutcome keyring,
        boolean stored,
        List<String> rows,
        String device,
        List<RankedCredential> ranking,
        String login,
        Statistics statistics,
        ValidationReport validation) {}
