package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription;

/** The names by which links find a table or a column, whatever its name is made of. */
final class Anchor {

    private Anchor() {}

    static String of(TableDescription table) {
        return ofTable(table.name());
    }

    /** A plain name is its own anchor. */
    static String ofTable(String name) {
        StringBuilder anchor = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (plain) {
                anchor.appendCodePoint(c);
            } else {
                anchor.append('~').append(Integer.toHexString(c)).append('~');
            }
        });
        return anchor.toString();
    }

    static String ofColumn(String table, String column) {
        return ofTable(table) + "." + ofTable(column);
    }

    /** No table's anchor has a colon. */
    static String ofArea(String area) {
        return "area:" + ofTable(area);
    }
}
