package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.SchemaStatus;
import io.netraven.schema.ValidationReport;

/** Prints a command's one result. */
public interface Output {

    void initialized(Settings settings, InitializationReport report);

    void validated(Settings settings, ValidationReport report, boolean withSql);

    void status(Settings settings, SchemaStatus status);

    void sql(String sql);

    void trial(TrialReport report);

    void failed(Failure failure);
}
