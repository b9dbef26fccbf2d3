package io.netraven.schema.internal.definition;

import java.util.List;

/**
 * A table of the model. Lists are sorted so that the same model always renders the same.
 *
 * @param source the class or member it was read from, for messages
 * @param name the table's name, without a namespace
 * @param area the part of the model that it belongs to; empty for none
 * @param comment empty for none
 * @param columns primary key first, audit columns last
 * @param primaryKey names of the key's columns, in the key's order
 * @param uniques unique constraints
 * @param checks check constraints
 * @param foreignKeys foreign keys
 * @param indexes indexes that belong to no constraint
 */
public record TableDefinition(
        String source,
        String name,
        String area,
        String comment,
        List<ColumnDefinition> columns,
        List<String> primaryKey,
        List<UniqueDefinition> uniques,
        List<CheckDefinition> checks,
        List<ForeignKeyDefinition> foreignKeys,
        List<IndexDefinition> indexes) {

    /**
     * Returns the name of the primary key.
     *
     * @return the constraint's name
     */
    public String primaryKeyName() {
        return "pk_" + name;
    }

    /**
     * A column.
     *
     * @param name its name
     * @param type the type in SQL
     * @param nullable whether it takes null
     * @param options what follows the type and nullability, such as a default; empty for none
     * @param comment empty for none
     */
    public record ColumnDefinition(String name, String type, boolean nullable, String options, String comment) {}

    /**
     * A unique constraint.
     *
     * @param name its name
     * @param columns its columns, in order
     */
    public record UniqueDefinition(String name, List<String> columns) {}

    /**
     * A check constraint.
     *
     * @param name its name
     * @param expression a boolean SQL expression
     */
    public record CheckDefinition(String name, String expression) {}

    /**
     * A foreign key.
     *
     * @param name its name
     * @param columns the referencing columns
     * @param target the referenced table
     * @param targetColumns the referenced columns
     * @param actions what follows them, such as {@code ON DELETE CASCADE}; empty for none
     */
    public record ForeignKeyDefinition(
            String name, List<String> columns, String target, List<String> targetColumns, String actions) {}

    /**
     * An index.
     *
     * @param name its name
     * @param unique whether it forbids duplicates
     * @param columnList columns or expressions, as SQL
     * @param options what follows them, such as {@code WHERE enabled}; empty for none
     */
    public record IndexDefinition(String name, boolean unique, String columnList, String options) {

        /**
         * Returns the columns and expressions one by one.
         *
         * @return SQL each
         */
        public List<String> keys() {
            return SqlCursor.split(columnList);
        }
    }
}
