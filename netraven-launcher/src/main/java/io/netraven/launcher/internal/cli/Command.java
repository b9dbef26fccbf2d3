package io.netraven.launcher.internal.cli;

import java.util.List;

/** One thing that the launcher can do. */
interface Command {

    String name();

    /** What it does, in one line of the help. */
    String summary();

    /** What a person has to know beyond the summary. */
    String details();

    /** Arguments that show a typical use, less the program's name. */
    String example();

    /** The options it takes beside the common ones. */
    List<CliOption> options();

    ExitCode run(Invocation invocation);
}
