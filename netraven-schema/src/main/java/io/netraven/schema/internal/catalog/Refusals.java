package io.netraven.schema.internal.catalog;

import io.netraven.schema.SchemaObject;
import io.netraven.schema.internal.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes the server refuse ordinary statements on tables that are as the model asks: rights that an owner or the
 * login lacks, publications, sequences that are behind. Only a live database has any of it.
 */
final class Refusals {

    private static final NumberedQuery GENERAL = NumberedQuery.load("refusals.sql");
    private static final NumberedQuery OF_PUBLICATIONS = NumberedQuery.load("publications.sql");

    private final Connection connection;
    private final CatalogScope scope;

    Refusals(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** Adds what refuses statements to the facts of the tables and columns that it concerns. */
    CatalogSnapshot addTo(CatalogSnapshot live) throws SQLException {
        if (scope.tables().stream().noneMatch(live.tables()::contains)) {
            return live;
        }
        CatalogSnapshot refusals = withFactsOf(live, read(GENERAL));
        return publishesUpdates() ? withFactsOf(refusals, read(OF_PUBLICATIONS)) : refusals;
    }

    /** Returns a query without parameters that gives a row where something refuses statements for certain. */
    static String anySql(CatalogScope scope) {
        String namespace = Sql.literal(scope.namespace());
        String tables = Sql.literal(scope.tableList());
        return "(SELECT 1 FROM (" + GENERAL.text(namespace, tables) + ") r (kind, relation, name, facts)"
                + " WHERE name NOT LIKE 'search_path of %' AND (facts[1] <> 'login is the owner' OR facts[2] = 'yes') LIMIT 1)"
                + " UNION ALL (SELECT 1 FROM (" + OF_PUBLICATIONS.text(namespace, tables) + ") p LIMIT 1)";
    }

    private CatalogSnapshot read(NumberedQuery sql) throws SQLException {
        try (PreparedStatement query = sql.prepare(connection, scope.namespace(), scope.tableList())) {
            return CatalogReader.read(query);
        }
    }

    private static CatalogSnapshot withFactsOf(CatalogSnapshot live, CatalogSnapshot refusals) {
        SortedMap<SchemaObject, Facts> objects = new TreeMap<>();
        for (Map.Entry<SchemaObject, Facts> refusal : refusals.objects().entrySet()) {
            Facts facts = live.objects().getOrDefault(refusal.getKey(), Facts.NONE);
            objects.put(refusal.getKey(), facts.with(refusal.getValue()));
        }
        return live.with(objects);
    }

    /** Most databases publish nothing; to ask for that is much less than to ask what. */
    private boolean publishesUpdates() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubupdate OR pubdelete)");
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
