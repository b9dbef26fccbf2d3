package io.netraven.launcher.alteration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a database holds, as text: catalogue rows as they are, and the rows of tables. */
public final class DatabaseContent {

    /** Left out is what the server changes by itself: statistics, and the age of the oldest row. */
    private static final String CATALOGUE = """
            WITH object AS (SELECT oid FROM pg_class WHERE oid >= 16384 AND relnamespace IN (
                SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'))
            SELECT 'class ' || (to_jsonb(c) - ARRAY['relpages', 'reltuples', 'relallvisible', 'relallfrozen',
                'relfrozenxid', 'relminmxid'])::text FROM pg_class c JOIN object USING (oid)
            UNION ALL SELECT 'attribute ' || to_jsonb(a)::text FROM pg_attribute a JOIN object ON oid = attrelid
            UNION ALL SELECT 'default ' || to_jsonb(d)::text FROM pg_attrdef d
            UNION ALL SELECT 'constraint ' || to_jsonb(c)::text FROM pg_constraint c WHERE oid >= 16384
            UNION ALL SELECT 'index ' || to_jsonb(i)::text FROM pg_index i JOIN object ON oid = indexrelid
            UNION ALL SELECT 'trigger ' || to_jsonb(t)::text FROM pg_trigger t
            UNION ALL SELECT 'rule ' || to_jsonb(r)::text FROM pg_rewrite r WHERE oid >= 16384
            UNION ALL SELECT 'policy ' || to_jsonb(p)::text FROM pg_policy p
            UNION ALL SELECT 'inherits ' || to_jsonb(i)::text FROM pg_inherits i
            UNION ALL SELECT 'comment ' || to_jsonb(d)::text FROM pg_description d WHERE objoid >= 16384
            UNION ALL SELECT 'function ' || to_jsonb(p)::text FROM pg_proc p WHERE oid >= 16384
            UNION ALL SELECT 'type ' || to_jsonb(t)::text FROM pg_type t WHERE oid >= 16384
                AND typnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_(toast_)?temp_')
            UNION ALL SELECT 'extension ' || to_jsonb(e)::text FROM pg_extension e
            UNION ALL SELECT 'namespace ' || to_jsonb(n)::text FROM pg_namespace n WHERE nspname !~ '^pg_(toast_)?temp_'
            UNION ALL SELECT 'setting ' || to_jsonb(s)::text FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase
                WHERE datname = current_database()
            UNION ALL SELECT 'database ' || datname || ' ' || coalesce(datacl::text, '') FROM pg_database
                WHERE datname = current_database()
            ORDER BY 1""";

    private static final String TABLES = """
            SELECT relname, oid::regclass::text FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'netraven'::regnamespace ORDER BY 1""";

    private DatabaseContent() {}

    /** The whole catalogue, and every row with the transaction that wrote it. */
    public static List<String> read(Connection connection) throws SQLException {
        List<String> content = column(connection, CATALOGUE);
        rows(connection, "xmin || ' ' || t::text").forEach((table, rows) -> {
            for (String row : rows) {
                content.add(table + " " + row);
            }
        });
        return content;
    }

    /** The rows of every table as JSON, by table. */
    static Map<String, List<String>> rows(Connection connection) throws SQLException {
        return rows(connection, "to_jsonb(t)::text");
    }

    /** Those of the rows that no row contains any more, with all their values. */
    static List<String> lost(Connection connection, Map<String, List<String>> rows) throws SQLException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, List<String>> table : rows.entrySet()) {
            try (var query = connection.prepareStatement("SELECT row FROM unnest(?::jsonb[]) row WHERE NOT EXISTS"
                    + " (SELECT FROM netraven." + table.getKey() + " t WHERE to_jsonb(t) @> row)")) {
                query.setArray(
                        1, connection.createArrayOf("text", table.getValue().toArray()));
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        lost.add(table.getKey() + " " + row.getString(1));
                    }
                }
            }
        }
        return lost;
    }

    private static Map<String, List<String>> rows(Connection connection, String expression) throws SQLException {
        StringBuilder sql = new StringBuilder();
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : column(connection, TABLES)) {
            sql.append(sql.isEmpty() ? "" : " UNION ALL ")
                    .append("SELECT '" + table + "', " + expression + " FROM netraven." + table + " t");
            rows.put(table, new ArrayList<>());
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql + " ORDER BY 1, 2")) {
            while (row.next()) {
                rows.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return rows;
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
