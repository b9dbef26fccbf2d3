package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.Installation;
import io.netraven.schema.SchemaStatus;
import io.netraven.schema.ValidationReport;
import java.util.List;

/** Prints a command's one result. */
public interface Output {

    /** Prints what init or upgrade did; a rehearsal has taken it back. */
    void initialized(Settings settings, InitializationReport report, boolean rehearsal, KeyringOutcome keyring);

    void validated(Settings settings, ValidationReport report, boolean withSql);

    void status(Settings settings, SchemaStatus status, KeyringState keyring);

    void history(List<Installation> rows);

    void sql(String sql);

    void trial(TrialReport report);

    void answer(Answer answer);

    void failed(Failure failure);
}
