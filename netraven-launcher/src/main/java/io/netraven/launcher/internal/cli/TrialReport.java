package io.netraven.launcher.internal.cli;

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
 * @param stored whether this run stored the sample rows; an earlier one did otherwise
 * @param rows the sample rows as they were read back, one line each
 * @param validation the comparison after that
 */
public record TrialReport(
        Path data,
        Path serverLog,
        Settings settings,
        InitializationReport initialization,
        boolean stored,
        List<String> rows,
        ValidationReport validation) {}
