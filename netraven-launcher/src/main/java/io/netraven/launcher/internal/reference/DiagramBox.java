package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.Column;
import java.util.List;

/**
 * A table in the diagram.
 *
 * @param table the table
 * @param rows the columns that are shown
 * @param omitted how many are not
 */
record DiagramBox(TableDescription table, List<Row> rows, int omitted) {

    static final int WIDTH = 232;
    static final int HEAD = 30;
    static final int ROW = 21;
    private static final int FOOT = 5;

    /** A column with the keys that it is part of. */
    record Row(Column column, ColumnKeys keys) {}

    static DiagramBox of(TableDescription table, DiagramDetail detail) {
        List<Row> rows = table.columns().stream()
                .map(column -> new Row(column, ColumnKeys.of(table, column)))
                .filter(row -> detail == DiagramDetail.ALL || row.keys().isKey())
                .toList();
        return new DiagramBox(table, rows, table.columns().size() - rows.size());
    }

    String name() {
        return table.name();
    }

    int height() {
        return HEAD + ROW * (rows.size() + (omitted > 0 ? 1 : 0)) + FOOT;
    }

    /** The middle of a column's row, below the box's top. */
    int middle(String column) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).column().name().equals(column)) {
                return HEAD + ROW * i + ROW / 2;
            }
        }
        return HEAD / 2;
    }
}
