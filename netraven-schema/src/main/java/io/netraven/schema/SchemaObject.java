package io.netraven.schema;

/**
 * Where a difference lies. Immutable.
 *
 * @param kind what it is
 * @param table the table it belongs to, empty for an object of the database
 * @param name its own name, without the namespace; a table's name stands in both
 */
public record SchemaObject(ObjectKind kind, String table, String name) implements Comparable<SchemaObject> {

    /** Sorts by table, then kind, then name. */
    @Override
    public int compareTo(SchemaObject other) {
        int order = table.compareTo(other.table);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        return order != 0 ? order : name.compareTo(other.name);
    }

    /** Returns the object as messages name it, for example {@code column devices.port}. */
    @Override
    public String toString() {
        String path = table.isEmpty() || kind == ObjectKind.TABLE ? name : table + "." + name;
        return kind.words() + " " + path;
    }
}
