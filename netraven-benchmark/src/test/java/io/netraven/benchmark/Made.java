package io.netraven.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a database holds for a schema, apart from what a tool keeps for itself: how many of each kind. */
record Made(long tables, long foreignKeys, long checks, long uniques, long indexes, long comments) {

    private static final String QUERY = """
            WITH t AS (
                SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND n.nspname IN ('netraven', 'public')
                    AND c.relname !~ '^(flyway_schema_history|databasechangelog.*)$')
            SELECT (SELECT count(*) FROM t),
                (SELECT count(*) FROM pg_constraint JOIN t ON conrelid = t.oid WHERE contype = 'f'),
                (SELECT count(*) FROM pg_constraint JOIN t ON conrelid = t.oid WHERE contype = 'c'),
                (SELECT count(*) FROM pg_constraint JOIN t ON conrelid = t.oid WHERE contype = 'u'),
                (SELECT count(*) FROM pg_index JOIN t ON indrelid = t.oid
                    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))),
                (SELECT count(*) FROM pg_description d JOIN t ON d.objoid = t.oid WHERE d.classoid = 'pg_class'::regclass)
            """;

    static Made in(BenchServer server, String database) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new Made(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
        }
    }

    List<Long> counts() {
        return List.of(tables, foreignKeys, checks, uniques, indexes, comments);
    }
}
