package io.netraven.schema.internal.catalog;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import java.util.Locale;
import java.util.Map;

/** Roles and grants as {@code catalog.sql} writes them, for what a model asks for. */
public final class GrantFacts {

    /** What a role of a model is to be: it has no power but by grants. */
    public static final Facts ROLE = new Facts(Map.of("attribute", "none", "membership", "none"));

    private GrantFacts() {}

    /**
     * Adds a grant.
     *
     * @param objects to be added to
     * @param table the table; empty for the namespace
     * @param privilege in capitals
     * @param column the column it is limited to; empty for the whole
     * @param role the role of the server
     */
    public static void put(
            Map<SchemaObject, Facts> objects, String table, String privilege, String column, String role) {
        String words = privilege.toLowerCase(Locale.ROOT) + (column.isEmpty() ? "" : " (" + column + ")");
        objects.put(
                new SchemaObject(ObjectKind.GRANT, table, words + " to " + role),
                new Facts(Map.of("privilege", privilege, "column", column, "role", role, "grantable", "no")));
    }
}
