package io.netraven.schema.internal.catalog;

import io.netraven.schema.Predecessor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks for schemas that the model takes the place of. */
public final class Predecessors {

    /** Parameters: columns, types, the predecessor's namespace, the model's. */
    private static final String FOUND = """
            SELECT NOT EXISTS (SELECT FROM unnest(?, ?) AS known (name, type) WHERE NOT EXISTS (
                SELECT FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname || '.' || a.attname = known.name
                    AND pg_catalog.format_type(a.atttypid, a.atttypmod) = known.type))
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = 'schema_history')""";

    private Predecessors() {}

    /**
     * Finds a predecessor in a database in which the engine has never worked on a namespace.
     *
     * @param connection it is not closed
     * @param known those to look for
     * @param namespace the model's namespace
     * @return the first that is there
     * @throws SQLException when the database refuses
     */
    public static Optional<Predecessor> find(Connection connection, List<Predecessor> known, String namespace)
            throws SQLException {
        for (Predecessor predecessor : known) {
            try (PreparedStatement query = connection.prepareStatement(FOUND)) {
                Object[] names = predecessor.columns().keySet().toArray();
                Object[] types = predecessor.columns().values().toArray();
                query.setArray(1, connection.createArrayOf("text", names));
                query.setArray(2, connection.createArrayOf("text", types));
                query.setString(3, predecessor.namespace());
                query.setString(4, namespace);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next() && row.getBoolean(1)) {
                        return Optional.of(predecessor);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
