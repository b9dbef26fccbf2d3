package io.netraven.schema;

import java.util.List;
import java.util.Optional;

/**
 * A model in full, to be read: for documentation and tools. It is read from a model's script, and needs neither a
 * database nor an entity class. Immutable.
 *
 * @param model the model's name
 * @param version its release
 * @param checksum its checksum
 * @param extensions the extensions' names, sorted
 * @param tables the tables, the engine's own {@code schema_history} among them, sorted by name
 * @param grants what roles may do
 * @param defaultData the rows that are inserted where they are missing, in the order they are inserted
 */
public record SchemaDescription(
        String model,
        String version,
        String checksum,
        List<String> extensions,
        List<TableDescription> tables,
        List<Grant> grants,
        List<SeedRow> defaultData) {

    // Copies the lists.
    public SchemaDescription {
        extensions = List.copyOf(extensions);
        tables = List.copyOf(tables);
        grants = List.copyOf(grants);
        defaultData = List.copyOf(defaultData);
    }

    /**
     * Finds a table.
     *
     * @param name its name, without a namespace
     * @return the table; empty when the model has none of the name
     */
    public Optional<TableDescription> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
