package io.netraven.schema;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schema of a program that a model takes the place of. Where a database holds it, and nothing of the model yet,
 * neither {@link SchemaEngine#initialize()} nor {@link SchemaEngine#upgrade()} changes anything: the new tables would
 * come into the way of the old program's. Immutable.
 *
 * @param name what people call it
 * @param namespace where its tables are
 * @param columns the columns it is known by, as table.column, with their types as PostgreSQL's {@code format_type} gives
 *     them
 * @param advice how to bring its data over, in one line
 */
public record Predecessor(String name, String namespace, SortedMap<String, String> columns, String advice) {

    // Sorted, so that the same predecessor always renders the same.
    /**
     * Copies the columns.
     *
     * @throws IllegalArgumentException when there is no column, or anything contains a line feed
     */
    public Predecessor {
        if (columns.isEmpty() || (name + namespace + advice + columns).contains("\n")) {
            throw new IllegalArgumentException("A predecessor is known by columns, and described in one line each");
        }
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /**
     * Creates a predecessor.
     *
     * @param name what people call it
     * @param namespace where its tables are
     * @param columns the columns it is known by, with their types
     * @param advice how to bring its data over, in one line
     * @return the predecessor
     * @throws IllegalArgumentException when there is no column, or anything contains a line feed
     */
    public static Predecessor of(String name, String namespace, Map<String, String> columns, String advice) {
        return new Predecessor(name, namespace, new TreeMap<>(columns), advice);
    }

    /** Returns what to tell whoever meets it. */
    String message() {
        return "This database holds the schema of " + name + " in namespace " + namespace + ", known by "
                + String.join(", ", columns.keySet()) + ". " + advice;
    }
}
