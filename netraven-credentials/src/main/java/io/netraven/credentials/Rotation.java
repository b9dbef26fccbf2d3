package io.netraven.credentials;

import java.time.Duration;
import java.util.Optional;

/**
 * When a new data key is made, and how secrets are brought under it. Immutable.
 *
 * @param forced whether a new key is made whatever the age of the active one
 * @param maximumAge the age from which on the active key is replaced; absent: the days of the setting
 *     {@code security.key_rotation_days}, 90 where it is not set
 * @param workers how many transactions run at once, each on a connection of its own; 1 to 16
 * @param batchRows the most rows of a transaction, 1 to 50,000
 */
public record Rotation(boolean forced, Optional<Duration> maximumAge, int workers, int batchRows) {

    private static final int WORKERS = 2;
    private static final int BATCH_ROWS = 5_000;
    private static final int MOST_WORKERS = 16;
    private static final int MOST_BATCH_ROWS = 50_000;

    /**
     * Checks the numbers.
     *
     * @throws CredentialException.Invalid when workers or rows are too few or too many, or the age is negative
     */
    public Rotation {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new CredentialException.Invalid("A rotation has 1 to " + MOST_WORKERS + " workers, not " + workers);
        }
        if (batchRows < 1 || batchRows > MOST_BATCH_ROWS) {
            throw new CredentialException.Invalid(
                    "A batch of a rotation has 1 to " + MOST_BATCH_ROWS + " rows, not " + batchRows);
        }
        if (maximumAge.filter(Duration::isNegative).isPresent()) {
            throw new CredentialException.Invalid("The age of a key is not negative");
        }
    }

    /**
     * Replaces the active key when it is as old as the database's setting says, and brings what is left under it.
     *
     * @return the rotation
     */
    public static Rotation whenDue() {
        return new Rotation(false, Optional.empty(), WORKERS, BATCH_ROWS);
    }

    /**
     * Replaces the active key when it is older than this, and brings what is left under it.
     *
     * @param age the greatest age, zero or more
     * @return the rotation
     * @throws CredentialException.Invalid when the age is negative
     */
    public static Rotation whenOlderThan(Duration age) {
        return new Rotation(false, Optional.of(age), WORKERS, BATCH_ROWS);
    }

    /**
     * Replaces the active key.
     *
     * @return the rotation
     */
    public static Rotation now() {
        return new Rotation(true, Optional.empty(), WORKERS, BATCH_ROWS);
    }

    /**
     * Sets how many transactions run at once.
     *
     * @param count 1 to 16, 2 by default
     * @return another rotation
     * @throws CredentialException.Invalid when the number is another
     */
    public Rotation withWorkers(int count) {
        return new Rotation(forced, maximumAge, count, batchRows);
    }

    /**
     * Sets the most rows of a transaction.
     *
     * @param rows 1 to 50,000, 5,000 by default
     * @return another rotation
     * @throws CredentialException.Invalid when the number is another
     */
    public Rotation withBatchRows(int rows) {
        return new Rotation(forced, maximumAge, workers, rows);
    }
}
