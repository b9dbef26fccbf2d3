package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Column;
import io.netraven.schema.TableDescription.ForeignKey;
import io.netraven.schema.TableDescription.UniqueKey;
import java.util.Set;

/**
 * How many rows refer, and to how many.
 *
 * @param isUnique whether at most one row refers to another, instead of any number
 * @param isOptional whether a row may refer to none
 */
record Cardinality(boolean isUnique, boolean isOptional) {

    static Cardinality of(TableDescription table, ForeignKey key) {
        Set<String> columns = Set.copyOf(key.columns());
        boolean unique =
                isKey(table.primaryKey(), columns) || table.uniques().stream().anyMatch(other -> isKey(other, columns));
        boolean optional = table.columns().stream()
                .filter(column -> columns.contains(column.name()))
                .anyMatch(Column::nullable);
        return new Cardinality(unique, optional);
    }

    private static boolean isKey(UniqueKey key, Set<String> columns) {
        return columns.containsAll(key.columns());
    }

    /** In words. */
    String words() {
        return (isUnique ? "one" : "many") + " to " + (isOptional ? "one or none" : "one");
    }
}
