package io.netraven.schema.internal.catalog;

import io.netraven.schema.SchemaObject;
import java.util.Map;

/**
 * Writes a snapshot as the history keeps it: a JSON array (RFC 8259) of objects with kind, table, name and facts.
 * PostgreSQL reads it back.
 */
final class SnapshotJson {

    private static final char FIRST_PRINTABLE = ' ';

    private final StringBuilder json = new StringBuilder("[");

    private SnapshotJson() {}

    static String write(CatalogSnapshot snapshot) {
        SnapshotJson writer = new SnapshotJson();
        for (Map.Entry<SchemaObject, Facts> entry : snapshot.objects().entrySet()) {
            writer.object(entry.getKey(), entry.getValue());
        }
        return writer.json.append(']').toString();
    }

    private void object(SchemaObject object, Facts facts) {
        comma('[');
        json.append('{');
        member("kind", object.kind().name());
        member("table", object.table());
        member("name", object.name());
        comma('{');
        json.append("\"facts\":{");
        for (Map.Entry<String, String> fact : facts.values().entrySet()) {
            member(fact.getKey(), fact.getValue());
        }
        json.append("}}");
    }

    private void member(String key, String value) {
        comma('{');
        text(key);
        json.append(':');
        text(value);
    }

    private void comma(char opening) {
        if (json.charAt(json.length() - 1) != opening) {
            json.append(',');
        }
    }

    private void text(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
