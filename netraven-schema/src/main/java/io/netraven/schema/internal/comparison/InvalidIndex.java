package io.netraven.schema.internal.comparison;

import io.netraven.schema.SchemaObject;
import io.netraven.schema.internal.catalog.Facts;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * An index that the model does not know and that answers no query: what an interrupted CREATE INDEX CONCURRENTLY or
 * REINDEX CONCURRENTLY leaves behind. The server may still put rows into it, and refuse those that do not fit.
 *
 * @param object the index
 * @param facts what the catalogue says of it
 */
record InvalidIndex(SchemaObject object, Facts facts) {

    /**
     * Returns which rows the server refuses because of it.
     *
     * @param isModelIndex tells whether the model has an index or key of a table, by the names of both
     * @return the rows in words; empty where it refuses none that the model's own indexes let in
     */
    Optional<String> refused(BiPredicate<String, String> isModelIndex) {
        if (facts.is("ready", "no")) {
            return Optional.empty();
        }
        if (isUnique()) {
            boolean covered = ColumnList.names(facts.get("covered by")).stream()
                    .anyMatch(name -> isModelIndex.test(object.table(), name));
            return covered ? Optional.empty() : Optional.of("duplicates");
        }
        return facts.is("computed", "yes")
                ? Optional.of("rows for which its expression or predicate fails")
                : Optional.empty();
    }

    boolean isUnique() {
        return facts.is("unique", "yes");
    }

    /** Whether a session may still be building it: another one holds the lock that this takes. */
    boolean mayBeInProgress() {
        return facts.is("locked", "yes");
    }
}
