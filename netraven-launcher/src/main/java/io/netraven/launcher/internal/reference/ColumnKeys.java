package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Column;
import io.netraven.schema.TableDescription.ForeignKey;
import java.util.List;
import java.util.StringJoiner;

/**
 * Which keys a column is part of.
 *
 * @param primary whether it is part of the primary key
 * @param unique whether it is part of a unique constraint
 * @param foreign the foreign keys that it is part of
 */
record ColumnKeys(boolean primary, boolean unique, List<ForeignKey> foreign) {

    static ColumnKeys of(TableDescription table, Column column) {
        return new ColumnKeys(
                table.primaryKey().columns().contains(column.name()),
                table.uniques().stream().anyMatch(key -> key.columns().contains(column.name())),
                table.foreignKeys().stream()
                        .filter(key -> key.columns().contains(column.name()))
                        .toList());
    }

    /** Whether a diagram of keys has it. */
    boolean isKey() {
        return primary || !foreign.isEmpty();
    }

    /** The marks that Mermaid knows; empty for a column that it leaves out. */
    String mermaid() {
        StringJoiner marks = new StringJoiner(", ");
        if (primary) {
            marks.add("PK");
        }
        if (!foreign.isEmpty()) {
            marks.add("FK");
        }
        return marks.toString();
    }
}
