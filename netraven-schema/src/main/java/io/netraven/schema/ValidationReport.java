package io.netraven.schema;

import java.util.List;

/**
 * The result of a full comparison of the live schema with the model. Immutable.
 *
 * @param model the model's name
 * @param modelVersion the model's release
 * @param modelChecksum the model's checksum
 * @param namespace the namespace that holds the tables
 * @param serverVersion the server's version, as {@code server_version} gives it
 * @param basis what the live schema was compared with
 * @param tables how many tables the model asks for, the engine's own included
 * @param differences every difference, sorted; empty when the schema is exactly the model
 * @param phases the steps in their order
 */
public record ValidationReport(
        String model,
        String modelVersion,
        String modelChecksum,
        String namespace,
        String serverVersion,
        Basis basis,
        int tables,
        List<SchemaDifference> differences,
        List<Phase> phases) {

    /** Where the expected catalogue came from. */
    public enum Basis {
        /** The model's DDL, run into temporary tables on the same server and read back. */
        SHADOW,
        /** The catalogue recorded in the history when the schema was made: no temporary table could be made. */
        RECORDED,
        /**
         * The names of the tables alone: what they ask for needs an extension that is not there yet, or elsewhere. The
         * rest is found once it is.
         */
        NAMES
    }

    // Copies the lists.
    public ValidationReport {
        differences = List.copyOf(differences);
        phases = List.copyOf(phases);
    }

    /**
     * Tells whether the live schema is exactly the model.
     *
     * @return true when there is no difference at all
     */
    public boolean isClean() {
        return differences.isEmpty();
    }

    /**
     * Returns the differences that keep the release from running.
     *
     * @return those of severity {@link Severity#BREAKING}, sorted
     */
    public List<SchemaDifference> breaking() {
        return differences.stream()
                .filter(difference -> difference.severity() == Severity.BREAKING)
                .toList();
    }
}
