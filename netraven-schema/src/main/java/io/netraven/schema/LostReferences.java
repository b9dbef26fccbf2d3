package io.netraven.schema;

import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.Facts;
import io.netraven.schema.internal.comparison.SchemaComparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Foreign keys to a lost table. They can be made again where no row refers to what is lost. */
final class LostReferences {

    private final Connection connection;
    private final String namespace;
    private final CatalogSnapshot expected;
    private final CatalogSnapshot live;

    LostReferences(Connection connection, String namespace, CatalogSnapshot expected, CatalogSnapshot live) {
        this.connection = connection;
        this.namespace = namespace;
        this.expected = expected;
        this.live = live;
    }

    /** Returns the differences, judged by the rows that there are. */
    List<SchemaDifference> judged(List<SchemaDifference> differences) throws SQLException {
        Set<SchemaObject> held = SchemaComparison.heldByLostRows(expected, live, differences);
        if (held.isEmpty()) {
            return differences;
        }
        List<SchemaDifference> judged = new ArrayList<>();
        for (SchemaDifference difference : differences) {
            judged.add(
                    held.contains(difference.object()) && !rowsRefer(difference.object())
                            ? difference.as(
                                    difference.severity(),
                                    Mend.additive(difference.mend().sql()))
                            : difference);
        }
        return judged;
    }

    private Facts facts(SchemaObject object) {
        return expected.objects().getOrDefault(object, Facts.NONE);
    }

    /** Where the login may not look, rows may refer to what is lost. */
    private boolean rowsRefer(SchemaObject foreignKey) throws SQLException {
        String table = Sql.qualified(namespace, foreignKey.table());
        String hasValue = facts(foreignKey).get("columns").replace(", ", " IS NOT NULL AND ") + " IS NOT NULL";
        return !ask("SELECT pg_catalog.has_table_privilege(" + Sql.literal(table) + ", 'SELECT')")
                || ask("SELECT EXISTS (SELECT FROM " + table + " WHERE " + hasValue + ")");
    }

    private boolean ask(String question) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
