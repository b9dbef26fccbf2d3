package io.netraven.schema.internal.definition;

import io.netraven.schema.SeedRow;
import io.netraven.schema.internal.Sql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks whether rows of the default data are there. */
public final class SeedPresence {

    private SeedPresence() {}

    /** Returns an SQL expression that tells whether all rows are there, with the namespace's placeholder. */
    static String ofAll(List<SeedRow> seeds) {
        return seeds.isEmpty() ? "true" : seeds.stream().map(SeedPresence::of).collect(Collectors.joining(" AND "));
    }

    /**
     * Returns the columns by which rows of the default data are known.
     *
     * @param seeds the rows
     * @return names with their tables', separated by commas
     */
    public static String columns(List<SeedRow> seeds) {
        Set<String> columns = new TreeSet<>();
        for (SeedRow seed : seeds) {
            seed.key().keySet().forEach(column -> columns.add(seed.table() + "." + column));
            seed.otherKeys().keySet().forEach(column -> columns.add(seed.table() + "." + column));
        }
        return String.join(",", columns);
    }

    /**
     * Returns an SQL expression that tells whether a row of the default data is there. Where the table has lost a
     * column of the key, the name means the one of {@code absent}, which is null: then the row is not there.
     *
     * @param seed the row
     * @return SQL with the namespace's placeholder
     */
    public static String of(SeedRow seed) {
        Set<String> columns = new TreeSet<>(seed.key().keySet());
        columns.addAll(seed.otherKeys().keySet());
        String absent = columns.stream()
                .map(column -> "NULL::text AS " + Sql.identifier(column))
                .collect(Collectors.joining(", "));
        return "EXISTS (SELECT FROM (SELECT " + absent + ") absent, LATERAL (SELECT FROM "
                + TableScript.qualified(seed.table()) + " WHERE " + equal(seed.key(), " AND ")
                + (seed.otherKeys().isEmpty() ? "" : " OR " + equal(seed.otherKeys(), " OR ")) + ") present)";
    }

    private static String equal(Map<String, String> columns, String operator) {
        return columns.entrySet().stream()
                .map(column -> Sql.identifier(column.getKey()) + " = " + Sql.literal(column.getValue()))
                .collect(Collectors.joining(operator));
    }
}
