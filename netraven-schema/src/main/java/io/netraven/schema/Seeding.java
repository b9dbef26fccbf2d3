package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.ModelScript;
import io.netraven.schema.internal.definition.TableScript;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The statements for default data. */
final class Seeding {

    private Seeding() {}

    /** Returns the statement that adds a row where it is missing and leaves an edited one alone. */
    static String insert(SeedRow seed) {
        Map<String, String> columns = new TreeMap<>(seed.values());
        columns.putAll(seed.key());
        return "INSERT INTO " + TableScript.qualified(seed.table()) + " (" + Sql.identifiers(columns.keySet())
                + ") SELECT "
                + columns.values().stream().map(Sql::literal).collect(Collectors.joining(", "))
                + " WHERE NOT " + ModelScript.present(seed)
                + " ON CONFLICT DO NOTHING";
    }
}
