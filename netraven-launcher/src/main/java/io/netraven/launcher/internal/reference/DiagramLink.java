package io.netraven.launcher.internal.reference;

import io.netraven.schema.TableDescription.ForeignKey;

/**
 * A foreign key in the diagram.
 *
 * @param from the table that refers
 * @param to the table that it refers to
 * @param key how
 * @param leaves where the line leaves, below the top of its table
 * @param arrives where it arrives, below the top of the other table
 */
record DiagramLink(DiagramBox from, DiagramBox to, ForeignKey key, int leaves, int arrives) {

    static DiagramLink of(DiagramBox from, DiagramBox to, ForeignKey key) {
        String column = key.targetColumns().get(0);
        boolean leavesThere = to.table().foreignKeys().stream()
                .anyMatch(other -> other.columns().get(0).equals(column));
        // Beside the line that leaves there, where the key is a foreign key too.
        int aside = leavesThere ? DiagramBox.ROW / 4 : 0;
        return new DiagramLink(from, to, key, from.middle(key.columns().get(0)), to.middle(column) + aside);
    }

    Cardinality cardinality() {
        return Cardinality.of(from.table(), key);
    }
}
