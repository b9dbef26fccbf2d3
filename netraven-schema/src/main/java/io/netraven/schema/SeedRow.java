package io.netraven.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One row of default data. It is inserted when no row with its key, or with one of its other keys, is there; a row that
 * was edited is left alone. Immutable.
 *
 * @param table the table's name, without a namespace
 * @param key the columns that identify the row, with their values
 * @param otherKeys further columns that are unique, each by itself, with their values
 * @param values further columns, with their values
 */
public record SeedRow(
        String table, Map<String, String> key, Map<String, String> otherKeys, Map<String, String> values) {

    // Sorted by column, so that the same row always renders the same.
    /**
     * Copies the columns.
     *
     * @throws IllegalArgumentException when there is no key
     */
    public SeedRow {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A seed row of " + table
                    + " needs a key: name its column, as SeedRow.of(table, column, value) does");
        }
        key = Collections.unmodifiableMap(new TreeMap<>(key));
        otherKeys = Collections.unmodifiableMap(new TreeMap<>(otherKeys));
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Starts a row.
     *
     * @param table the table's name, without a namespace
     * @param keyColumn the column that identifies the row
     * @param keyValue its value, in PostgreSQL's text form
     * @return the row
     */
    public static SeedRow of(String table, String keyColumn, String keyValue) {
        return new SeedRow(table, Map.of(keyColumn, keyValue), Map.of(), Map.of());
    }

    /**
     * Adds a column that is unique by itself, such as an id: a row whose key was edited is found by it.
     *
     * @param column the column's name
     * @param value its value, in PostgreSQL's text form for the column's type
     * @return a new row with the column
     */
    public SeedRow orKey(String column, String value) {
        return new SeedRow(table, key, with(otherKeys, column, value), values);
    }

    /**
     * Adds a column.
     *
     * @param column the column's name
     * @param value its value, in PostgreSQL's text form for the column's type
     * @return a new row with the column
     */
    public SeedRow with(String column, String value) {
        return new SeedRow(table, key, otherKeys, with(values, column, value));
    }

    private static Map<String, String> with(Map<String, String> columns, String column, String value) {
        Map<String, String> more = new TreeMap<>(columns);
        more.put(column, value);
        return more;
    }
}
