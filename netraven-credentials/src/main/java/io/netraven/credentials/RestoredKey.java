package io.netraven.credentials;

import java.util.UUID;

/**
 * What becomes of a data key of a backup. A key whose id is there already and stands for another key is an error, and
 * nothing is restored. Immutable.
 *
 * @param id the key's id
 * @param action what is done with it
 */
public record RestoredKey(UUID id, Action action) {

    /** What is done with a key. */
    public enum Action {
        /** It is missing in the database, and comes back. */
        ADD,
        /** It is there, and the master key does not open it, or its check value is damaged: both are written again. */
        REWRAP,
        /** It is there, and right. */
        PRESENT
    }
}
