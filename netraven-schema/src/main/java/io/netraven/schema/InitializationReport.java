package io.netraven.schema;

import java.time.Duration;
import java.util.List;

/**
 * What one call of {@link SchemaEngine#initialize()} or {@link SchemaEngine#upgrade()} found and did. Immutable.
 *
 * @param outcome the result in a word
 * @param model the model's name
 * @param modelVersion the model's release
 * @param modelChecksum the model's checksum
 * @param namespace the namespace that holds the tables
 * @param serverVersion the server's version, as {@code server_version} gives it
 * @param tables the tables of the model and the engine's own, sorted
 * @param createdTables those of them that this call made, sorted
 * @param mended what this call put right beside tables: extensions, search path, roles, default data; in words
 * @param statements everything that was run, in order, where the call altered tables that existed or made lost ones again;
 *     else empty
 * @param tolerated differences that do not keep the release from running, sorted
 * @param phases the steps in their order
 */
public record InitializationReport(
        InitializationOutcome outcome,
        String model,
        String modelVersion,
        String modelChecksum,
        String namespace,
        String serverVersion,
        List<String> tables,
        List<String> createdTables,
        List<String> mended,
        List<String> statements,
        List<SchemaDifference> tolerated,
        List<Phase> phases) {

    // Copies the lists.
    public InitializationReport {
        tables = List.copyOf(tables);
        createdTables = List.copyOf(createdTables);
        mended = List.copyOf(mended);
        statements = List.copyOf(statements);
        tolerated = List.copyOf(tolerated);
        phases = List.copyOf(phases);
    }

    /**
     * Returns the sum of all phases.
     *
     * @return the wall-clock time of the call
     */
    public Duration duration() {
        Duration sum = Duration.ZERO;
        for (Phase phase : phases) {
            sum = sum.plus(phase.duration());
        }
        return sum;
    }
}
