package io.netraven.schema;

import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.Facts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * What the login may change, as far as the catalogue tells (PostgreSQL manual, chapter 5.8).
 *
 * @param user the login
 * @param superuser whether it may do everything
 * @param inherits whether it has the rights of the roles that it is a member of
 * @param roles itself and the roles whose rights it has
 * @param makesRoles whether it may make roles
 * @param ownsDatabase whether it has the rights of the database's owner
 * @param makesSchemas whether it may make namespaces and trusted extensions
 * @param namespaceOwner the owner of the namespace; empty where it is missing
 * @param usesNamespace whether it may use what is in the namespace
 * @param makesTables whether it may make tables there
 */
record Rights(
        String user,
        boolean superuser,
        boolean inherits,
        Set<String> roles,
        boolean makesRoles,
        boolean ownsDatabase,
        boolean makesSchemas,
        String namespaceOwner,
        boolean usesNamespace,
        boolean makesTables) {

    private static final String QUERY = """
            SELECT u.rolname, u.rolsuper, u.rolinherit,
                ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE pg_catalog.pg_has_role(r.oid, 'USAGE')),
                u.rolcreaterole, pg_catalog.pg_has_role(d.datdba, 'USAGE'),
                pg_catalog.has_database_privilege(d.oid, 'CREATE'),
                coalesce(pg_catalog.pg_get_userbyid(n.nspowner)::text, ''),
                coalesce(pg_catalog.has_schema_privilege(n.oid, 'USAGE'), false),
                coalesce(pg_catalog.has_schema_privilege(n.oid, 'CREATE'), false)
            FROM pg_catalog.pg_roles u
            JOIN pg_catalog.pg_database d ON d.datname = current_database()
            LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
            WHERE u.rolname = current_user""";

    static Rights ask(Connection connection, String namespace) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, namespace);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Rights(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        Set.of((String[]) row.getArray(4).getArray()),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        row.getString(8),
                        row.getBoolean(9),
                        row.getBoolean(10));
            }
        }
    }

    /** Tells whether the login is one that may change something of the schema, not one that only reads it. */
    boolean changesSchema() {
        return superuser || ownsDatabase || makesTables || owns(namespaceOwner);
    }

    /** Tells whether the login may run the statements of a difference's mend, on the database that was compared. */
    boolean allow(SchemaDifference difference, CatalogSnapshot live) {
        SchemaObject object = difference.object();
        return superuser
                || switch (object.kind()) {
                    case EXTENSION, NAMESPACE -> makesSchemas;
                    case DATABASE_SETTING -> ownsDatabase;
                    case ROLE -> makesRoles;
                    // An owner can add rows. Whether another role can, only the server knows.
                    case SEED_ROW -> true;
                    default -> object.table().isEmpty() ? allowOnNamespace() : allowOnTable(difference, live);
                };
    }

    private boolean allowOnNamespace() {
        return namespaceOwner.isEmpty() ? makesSchemas : owns(namespaceOwner);
    }

    private boolean allowOnTable(SchemaDifference difference, CatalogSnapshot live) {
        String table = difference.object().table();
        String owner = live.objects()
                .getOrDefault(new SchemaObject(ObjectKind.TABLE, table, table), Facts.NONE)
                .get("owner");
        if (owner.isEmpty()) {
            return makesTables;
        }
        if (difference.property().equals("missing rights of the owner")) {
            return owns(owner) || owns(namespaceOwner);
        }
        return owns(owner) && (!difference.property().equals("owner") || owns(difference.expected()));
    }

    private boolean owns(String owner) {
        return roles.contains(owner);
    }
}
