package io.netraven.launcher.roles;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of the live schema.
 *
 * @param name without the namespace
 * @param columns the names of its columns, sorted
 * @param keys what a foreign key may lead to: the columns of each, with their types
 */
record Table(String name, List<String> columns, List<List<String>> keys) {

    static final String NAMESPACE = "netraven";

    private static final String TABLES = """
            SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'netraven'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname""";

    private static final String KEYS = """
            SELECT array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ORDER BY k.position)
            FROM pg_constraint c
            CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k(attnum, position)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
            WHERE c.conrelid = to_regclass('netraven.' || ?) AND c.contype IN ('p', 'u') GROUP BY c.oid ORDER BY c.conname""";

    Table {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** Reads all of them, sorted. */
    static List<Table> all(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(new Table(row.getString(1), texts(row.getArray(2)), keys(connection, row.getString(1))));
            }
        }
        return tables;
    }

    private static List<List<String>> keys(Connection connection, String table) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(texts(row.getArray(1)));
                }
            }
        }
        return keys;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** The name that statements use, with the namespace. */
    String qualified() {
        return NAMESPACE + "." + name;
    }
}
