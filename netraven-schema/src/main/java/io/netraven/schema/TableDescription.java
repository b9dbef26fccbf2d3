package io.netraven.schema;

import java.util.List;

/**
 * What a model says of one table. Immutable.
 *
 * @param name the table's name, without a namespace
 * @param area the part of the model that it belongs to, the last word of its entity's package; empty where a script
 *     does not say
 * @param comment what it holds; empty for none
 * @param columns in their order
 * @param primaryKey the primary key
 * @param uniques unique constraints, sorted by name
 * @param checks check constraints, sorted by name
 * @param foreignKeys foreign keys, sorted by name
 * @param indexes indexes that belong to no constraint, sorted by name
 */
public record TableDescription(
        String name,
        String area,
        String comment,
        List<Column> columns,
        UniqueKey primaryKey,
        List<UniqueKey> uniques,
        List<Check> checks,
        List<ForeignKey> foreignKeys,
        List<Index> indexes) {

    // Copies the lists.
    public TableDescription {
        columns = List.copyOf(columns);
        uniques = List.copyOf(uniques);
        checks = List.copyOf(checks);
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
    }

    /**
     * A column.
     *
     * @param name its name
     * @param type its type, in SQL
     * @param nullable whether it takes null
     * @param options what follows, such as {@code DEFAULT now()}, in SQL; empty for none
     * @param comment what it holds; empty for none
     */
    public record Column(String name, String type, boolean nullable, String options, String comment) {}

    /**
     * A primary key or a unique constraint.
     *
     * @param name its name
     * @param columns the names of its columns, in the key's order
     */
    public record UniqueKey(String name, List<String> columns) {
        // Copies the list.
        public UniqueKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A check constraint.
     *
     * @param name its name
     * @param expression what has to hold, in SQL
     */
    public record Check(String name, String expression) {}

    /**
     * A foreign key.
     *
     * @param name its name
     * @param columns the names of the columns that refer
     * @param target the table that they refer to
     * @param targetColumns the names of the columns there, in the same order
     * @param actions what follows, such as {@code ON DELETE CASCADE}, in SQL; empty for none
     */
    public record ForeignKey(
            String name, List<String> columns, String target, List<String> targetColumns, String actions) {
        // Copies the lists.
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /**
     * An index.
     *
     * @param name its name
     * @param unique whether it forbids duplicates
     * @param keys its columns and expressions, in SQL
     * @param options what follows, such as {@code WHERE enabled}, in SQL; empty for none
     */
    public record Index(String name, boolean unique, List<String> keys, String options) {
        // Copies the list.
        public Index {
            keys = List.copyOf(keys);
        }
    }
}
