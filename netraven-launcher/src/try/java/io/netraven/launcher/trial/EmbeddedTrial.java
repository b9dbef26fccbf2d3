package io.netraven.launcher.trial;

import io.netraven.launcher.internal.cli.ExitCode;
import io.netraven.launcher.internal.cli.Invocation;
import io.netraven.launcher.internal.cli.Trial;
import java.nio.file.Path;

/** The trial. Found by its name. */
public final class EmbeddedTrial implements Trial {

    @Override
    public ExitCode run(Invocation invocation, Path data) {
        throw new UnsupportedOperationException();
    }
}
