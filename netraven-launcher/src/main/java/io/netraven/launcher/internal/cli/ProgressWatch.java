package io.netraven.launcher.internal.cli;

import java.util.function.Consumer;

/** Shows how far a command on many rows is, on standard error. */
interface ProgressWatch extends Consumer<Progress>, AutoCloseable {

    /** A bar for a person, events for a program, nothing where only warnings are wanted. */
    static ProgressWatch of(Surroundings surroundings, Arguments arguments, String task) {
        if (arguments.has(CliOption.QUIET)) {
            return progress -> {};
        }
        boolean json = arguments.value(CliOption.FORMAT).orElse("text").equals("json");
        return surroundings.terminal().isThere() && !json
                ? new ProgressLine(surroundings.err(), task)
                : new ProgressEvents(surroundings.err(), System::nanoTime);
    }

    @Override
    default void close() {
        // Nothing is left on the screen.
    }
}
