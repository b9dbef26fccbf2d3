package io.netraven.schema;

import java.util.List;
import java.util.Optional;

/**
 * Where a database stands, which release it is at, and what would happen. Immutable.
 *
 * @param state the answer in a word
 * @param model the model's name
 * @param modelVersion the release that the program expects
 * @param modelChecksum the checksum that the program expects
 * @param namespace the namespace that holds the tables
 * @param serverVersion the server's version, as {@code server_version} gives it
 * @param database the database's name
 * @param user the role that asked
 * @param tables the tables of the model and the engine's own, sorted
 * @param liveFingerprint the fingerprint of the live catalogue, of the model's tables
 * @param installed the newest row of this model in the history, empty when there is none
 * @param others the newest row of each other model that is recorded here, in the order they were recorded
 * @param predecessor the schema of a program that the model takes the place of, where it is here and nothing of the
 *     model; then both would refuse
 * @param forecast what would happen if the schema were initialized or upgraded now
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
        List<String> tables,
        String liveFingerprint,
        Optional<Installation> installed,
        List<Installation> others,
        Optional<Predecessor> predecessor,
        Forecast forecast) {

    // Copies the lists.
    public SchemaStatus {
        tables = List.copyOf(tables);
        others = List.copyOf(others);
    }

    /**
     * Returns the status as the report of an init step that had nothing to do.
     *
     * @return a report without phases
     * @throws IllegalStateException when the state is not {@link State#READY}
     */
    public InitializationReport asReport() {
        if (state != State.READY) {
            throw new IllegalStateException("The state is " + state + ": the init step has something to do");
        }
        return new InitializationReport(
                InitializationOutcome.UP_TO_DATE,
                model,
                modelVersion,
                modelChecksum,
                namespace,
                serverVersion,
                tables,
                List.of(),
                List.of(),
                List.of(),
                forecast.tolerated(),
                List.of());
    }

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
}
