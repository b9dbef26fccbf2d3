package io.netraven.credentials;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a rotation did. It is complete when nothing was passed over. Immutable.
 *
 * @param activeKey the key that new secrets come under
 * @param newKey whether this rotation made it
 * @param rows rows that were encrypted anew
 * @param passedOver rows that could not be decrypted, and keep their key: the first thousand
 * @param passedOverRows how many of those there are
 * @param unknownTables tables that refer to data keys, and that were not registered: their rows keep their keys
 * @param elapsed how long it took
 */
public record RotationReport(
        UUID activeKey,
        boolean newKey,
        long rows,
        List<PassedOver> passedOver,
        long passedOverRows,
        List<String> unknownTables,
        Duration elapsed) {

    /** Copies the lists. */
    public RotationReport {
        passedOver = List.copyOf(passedOver);
        unknownTables = List.copyOf(unknownTables);
    }

    /**
     * A row that could not be decrypted.
     *
     * @param table its table
     * @param row its id
     * @param secretName which secret of it, by its logical name
     */
    public record PassedOver(String table, UUID row, String secretName) {}

    /**
     * Returns the rate.
     *
     * @return rows a second
     */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows * 1e9 / elapsed.toNanos();
    }
}
