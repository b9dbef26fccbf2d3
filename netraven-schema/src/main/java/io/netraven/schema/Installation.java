package io.netraven.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One row of {@code schema_history}: who did what, and when. Immutable.
 *
 * @param model the model's name
 * @param modelVersion the release that was recorded
 * @param modelChecksum its checksum
 * @param outcome what was done in a word, in general the name of an {@link InitializationOutcome}; an engine of another release may
 *     have recorded another
 * @param changes what was made, set right or run, in order
 * @param toolVersion the engine's version
 * @param serverVersion the server's version
 * @param installedBy the role
 * @param installedAt when
 * @param duration how long it took
 */
public record Installation(
        String model,
        String modelVersion,
        String modelChecksum,
        String outcome,
        List<String> changes,
        String toolVersion,
        String serverVersion,
        String installedBy,
        Instant installedAt,
        Duration duration) {

    // Copies the list.
    public Installation {
        changes = List.copyOf(changes);
    }
}
