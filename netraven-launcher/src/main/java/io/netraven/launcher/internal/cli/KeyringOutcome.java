package io.netraven.launcher.internal.cli;

import org.jspecify.annotations.Nullable;

/**
 * What init did for the data keys.
 *
 * @param state what was done
 * @param activeKey the id of the key that secrets come under, null where no master key is set
 */
public record KeyringOutcome(State state, @Nullable String activeKey) {

    /** Nothing, as no master key is set. */
    public static final KeyringOutcome NOT_ASKED = new KeyringOutcome(State.NOT_ASKED, null);

    /** What can be done. */
    public enum State {
        /** The first data key was made. */
        CREATED,
        /** The master key opens all data keys. */
        PROVEN,
        /** No master key is set. */
        NOT_ASKED
    }
}
