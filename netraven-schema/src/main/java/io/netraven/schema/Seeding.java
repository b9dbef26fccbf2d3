package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.Facts;
import io.netraven.schema.internal.definition.SeedPresence;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Default data: which rows are there, and the statements that bring back those that are not. */
final class Seeding {

    private Seeding() {}

    /** Returns where a row is, for differences. */
    static SchemaObject object(SeedRow seed) {
        return new SchemaObject(ObjectKind.SEED_ROW, seed.table(), seed.key().toString());
    }

    /** Returns the statement that adds a row where it is missing and leaves an edited one alone. */
    static String insert(SeedRow seed) {
        Map<String, String> columns = new TreeMap<>(seed.values());
        columns.putAll(seed.key());
        columns.putAll(seed.otherKeys());
        return "INSERT INTO " + TableScript.qualified(seed.table()) + " (" + Sql.identifiers(columns.keySet())
                + ") SELECT "
                + columns.values().stream().map(Sql::literal).collect(Collectors.joining(", "))
                + " WHERE NOT " + SeedPresence.of(seed) + " ON CONFLICT DO NOTHING";
    }

    /** Returns all rows as objects of a snapshot. */
    static Map<SchemaObject, Facts> objects(List<SeedRow> seeds) {
        Map<SchemaObject, Facts> objects = new TreeMap<>();
        seeds.forEach(seed -> objects.put(object(seed), Facts.NONE));
        return objects;
    }

    /** Returns those rows that are there; all of them where the role may not look, as it is not to tell them missing. */
    static List<SeedRow> present(Connection connection, String namespace, List<SeedRow> seeds) throws SQLException {
        if (seeds.isEmpty() || !mayRead(connection, namespace, seeds)) {
            return seeds;
        }
        String sql = seeds.stream()
                .map(seed -> TableScript.in(namespace, SeedPresence.of(seed)))
                .collect(Collectors.joining(", ", "SELECT ARRAY[", "]"));
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            row.next();
            Boolean[] present = (Boolean[]) row.getArray(1).getArray();
            return IntStream.range(0, seeds.size())
                    .filter(i -> present[i])
                    .mapToObj(seeds::get)
                    .toList();
        }
    }

    private static boolean mayRead(Connection connection, String namespace, List<SeedRow> seeds) throws SQLException {
        String[] columns = SeedPresence.columns(seeds).split(",");
        try (PreparedStatement query =
                connection.prepareStatement("SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE n.nspname = ? AND a.attnum > 0"
                        + " AND c.relname || '.' || a.attname = ANY (?)"
                        + " AND NOT pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'))")) {
            query.setString(1, namespace);
            query.setArray(2, connection.createArrayOf("text", columns));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
