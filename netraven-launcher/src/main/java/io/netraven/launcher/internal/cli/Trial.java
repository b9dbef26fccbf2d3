package io.netraven.launcher.internal.cli;

import java.nio.file.Path;

/** What the artifact {@code try} adds. */
public interface Trial {

    /** Runs the whole trial on a data folder, which it makes if need be. */
    ExitCode run(Invocation invocation, Path data);
}
