package io.netraven.credentials;

import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All rows of all of NetRaven's tables, as the server writes them. */
final class TableTexts {

    private TableTexts() {}

    static Map<String, List<Object>> of(TestDatabase database) throws SQLException {
        Map<String, List<Object>> texts = new TreeMap<>();
        for (Object table : Databases.ask(
                database,
                "SELECT relname::text FROM pg_class"
                        + " WHERE relnamespace = 'netraven'::regnamespace AND relkind = 'r'")) {
            texts.put(
                    table.toString(),
                    Databases.ask(database, "SELECT t::text FROM netraven." + table + " t ORDER BY 1"));
        }
        return texts;
    }
}
