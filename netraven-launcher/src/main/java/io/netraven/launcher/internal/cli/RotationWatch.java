package io.netraven.launcher.internal.cli;

import io.netraven.credentials.RotationProgress;
import java.util.function.Consumer;

/** Shows how far a rotation is, on standard error. */
interface RotationWatch extends Consumer<RotationProgress>, AutoCloseable {

    /** A bar for a person, events for a program, nothing where only warnings are wanted. */
    static RotationWatch of(Surroundings surroundings, Arguments arguments) {
        if (arguments.has(CliOption.QUIET)) {
            return progress -> {};
        }
        boolean json = arguments.value(CliOption.FORMAT).orElse("text").equals("json");
        return surroundings.terminal().isThere() && !json
                ? new RotationBar(surroundings.err())
                : new RotationEvents(surroundings.err(), System::nanoTime);
    }

    @Override
    default void close() {
        // Nothing is left on the screen.
    }
}
