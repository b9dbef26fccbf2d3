package io.netraven.schema.internal.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks for what keeps the server from altering or dropping something: most of it is another program's. */
public final class Dependents {

    private static final NumberedQuery QUERY = NumberedQuery.load("dependents.sql");

    private final Connection connection;
    private final CatalogScope scope;

    /**
     * Creates a search.
     *
     * @param connection in a transaction; it is not closed
     * @param scope what to look at
     */
    public Dependents(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** What is done to an object. */
    public enum Action {
        /** The type or collation of a column. */
        RETYPE,
        /** A column to be added. */
        ADD,
        /** Anything that writes all rows of a table again, or checks them. */
        REWRITE,
        /** A constraint to be replaced. */
        DROP_CONSTRAINT,
        /** An index to be replaced. */
        DROP_INDEX,
        /** A column that may hold null. */
        DROP_NOT_NULL,
        /** A column that counts no longer. */
        DROP_IDENTITY,
        /** A table to be made. */
        MAKE_TABLE,
        /** An index or key to be made, or to get a name. */
        MAKE_RELATION,
        /** A privilege to be taken from a role, whose name is given. */
        REVOKE;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One step of an upgrade.
     *
     * @param action what is done
     * @param table the table
     * @param name the column, constraint, index or role
     */
    public record Step(Action action, String table, String name) {}

    /**
     * Looks for all steps together.
     *
     * @param steps the steps
     * @return by the place of a step in the list, why the server would refuse it; nothing where it would not
     * @throws SQLException when the database refuses
     */
    public Map<Integer, String> obstacles(List<Step> steps) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            lines.add(String.join("\t", Integer.toString(i), step.action().word(), step.table(), step.name()));
        }
        Map<Integer, SortedSet<String>> dependents = new TreeMap<>();
        Map<Integer, SortedSet<String>> others = new TreeMap<>();
        try (PreparedStatement query = QUERY.prepare(connection, scope.namespace(), String.join("\n", lines));
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                (row.getBoolean(2) ? dependents : others)
                        .computeIfAbsent(row.getInt(1), step -> new TreeSet<>())
                        .add(row.getString(3));
            }
        }
        Map<Integer, String> obstacles = new TreeMap<>();
        dependents.forEach(
                (step, names) -> obstacles.put(step, "drop what depends on it first: " + String.join(", ", names)));
        others.forEach(
                (step, words) -> obstacles.merge(step, String.join(", ", words), (all, more) -> all + "; " + more));
        return obstacles;
    }
}
