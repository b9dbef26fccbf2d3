package io.netraven.schema;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a database stands, read with one query and without a full comparison. Immutable.
 *
 * @param state the answer in a word
 * @param model the model's name
 * @param modelVersion the release that the program expects
 * @param modelChecksum the checksum that the program expects
 * @param namespace the namespace that holds the tables
 * @param serverVersion the server's version, as {@code server_version} gives it
 * @param database the database's name
 * @param user the role that asked
 * @param liveFingerprint the fingerprint of the live catalogue, of the model's tables
 * @param installed the newest history row of any model, empty when there is none
 */
public record SchemaStatus(
        State state,
        String model,
        String modelVersion,
        String modelChecksum,
        String namespace,
        String serverVersion,
        String database,
        String user,
        String liveFingerprint,
        Optional<Installation> installed) {

    /** Whether the program can run. */
    public enum State {
        /** The live catalogue is the one recorded for this very model. */
        READY,
        /** This model is recorded, and the live catalogue is no longer the recorded one: validate. */
        CHANGED,
        /** Another release of the model is recorded, or none: initialize. */
        NOT_RECORDED,
        /** The engine has never worked here. */
        EMPTY
    }

    /**
     * One row of {@code schema_history}.
     *
     * @param modelVersion the release that was recorded
     * @param modelChecksum its checksum
     * @param outcome what initialize had done
     * @param toolVersion the engine's version
     * @param installedBy the role
     * @param installedAt when
     */
    public record Installation(
            String modelVersion,
            String modelChecksum,
            Outcome outcome,
            String toolVersion,
            String installedBy,
            Instant installedAt) {}
}
