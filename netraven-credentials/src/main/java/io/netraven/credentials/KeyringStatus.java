package io.netraven.credentials;

import java.util.List;
import java.util.Optional;

/**
 * The data keys of a database, as anybody may see them who may read the tables: no master key is needed.
 * Immutable.
 *
 * @param keys all of them, the oldest first
 * @param rotationDue whether the active key is as old as the database's setting says
 * @param unknownTables tables that refer to data keys, and that were not registered
 */
public record KeyringStatus(List<KeyInfo> keys, boolean rotationDue, List<String> unknownTables) {

    /** Copies the lists. */
    public KeyringStatus {
        keys = List.copyOf(keys);
        unknownTables = List.copyOf(unknownTables);
    }

    /**
     * Returns the key that new secrets come under.
     *
     * @return the active key, absent before the first one is made
     */
    public Optional<KeyInfo> active() {
        return keys.stream().filter(KeyInfo::active).findFirst();
    }

    /**
     * Returns how many rows a rotation would still bring under the active key.
     *
     * @return rows under other keys
     */
    public long pendingRows() {
        return keys.stream()
                .filter(key -> !key.active())
                .mapToLong(KeyInfo::rows)
                .sum();
    }
}
