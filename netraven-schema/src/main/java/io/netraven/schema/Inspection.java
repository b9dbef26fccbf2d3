package io.netraven.schema;

import io.netraven.schema.ValidationReport.Basis;
import io.netraven.schema.internal.catalog.CatalogReader;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.comparison.Mending;
import io.netraven.schema.internal.comparison.SchemaComparison;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the live schema with the model, within one transaction. What the model asks for is found by running its
 * DDL into temporary tables and reading them back with the reader that reads the live side, so that PostgreSQL itself
 * normalises every type and expression. The temporary tables never outlive a savepoint.
 */
final class Inspection {

    private static final String TEMPORARY = "pg_temp";
    private static final Set<String> EXPRESSIONS = Set.of("definition", "default");
    /** A key has no expression, and could not be replaced while foreign keys lead to it. */
    private static final Set<ObjectKind> WITH_EXPRESSIONS =
            Set.of(ObjectKind.COLUMN, ObjectKind.CHECK, ObjectKind.EXCLUSION, ObjectKind.INDEX);

    private static final Set<ObjectKind> OF_THE_DATABASE =
            Set.of(ObjectKind.EXTENSION, ObjectKind.NAMESPACE, ObjectKind.DATABASE_SETTING);

    private final Settings settings;
    private final Connection connection;
    private final Place place;
    private final CatalogScope scope;
    private final CatalogReader reader;
    private final History history;

    Inspection(Settings settings, Connection connection, Place place) {
        this.settings = settings;
        this.connection = connection;
        this.place = place;
        this.scope = settings.model().scope(settings.namespace());
        this.reader = new CatalogReader(connection, scope);
        this.history = new History(connection, scope);
    }

    /**
     * What was compared.
     *
     * @param expected what the model asks for
     * @param again the same in its second generation
     * @param basis where that came from
     * @param recordedTables every table that the history lists
     * @param differences all of them, sorted
     */
    record Comparison(
            CatalogSnapshot expected,
            CatalogSnapshot again,
            Basis basis,
            Set<String> recordedTables,
            List<SchemaDifference> differences) {}

    /** Reads the live side; tables of other models are left out. */
    CatalogSnapshot live(Set<String> recordedTables) throws SQLException {
        CatalogSnapshot live = reader.live()
                .without(object -> object.kind() == ObjectKind.TABLE
                        && recordedTables.contains(object.name())
                        && !scope.tables().contains(object.name()));
        List<SeedRow> askable = settings.model().seeds().stream()
                .filter(seed -> Seeding.hasTable(live, seed))
                .toList();
        return live.with(Seeding.objects(Seeding.present(connection, settings.namespace(), askable)));
    }

    Set<String> recordedTables() throws SQLException {
        return history.exists() ? history.recordedTables() : Set.of();
    }

    /** Compares what the model asks of the database itself: extensions, the namespace, the search path. */
    List<SchemaDifference> databaseDifferences() throws SQLException {
        CatalogSnapshot live = reader.live().without(object -> !OF_THE_DATABASE.contains(object.kind()));
        CatalogSnapshot expected = CatalogSnapshot.of(scope.objects());
        return differences(expected, expected, live);
    }

    /** Compares the whole live schema with the model. */
    Comparison compare() throws SQLException {
        Set<String> recordedTables = recordedTables();
        CatalogSnapshot live = live(recordedTables);
        String owner = owner(live);
        Savepoint before = connection.setSavepoint();
        CatalogSnapshot expected;
        Basis basis = Basis.SHADOW;
        try {
            expected = shadow(owner, List.of())
                    .with(Seeding.objects(settings.model().seeds()));
        } catch (SQLException e) {
            connection.rollback(before);
            expected = recorded(recordedTables, e);
            basis = Basis.RECORDED;
        }
        connection.rollback(before);
        CatalogSnapshot again = expected;
        List<SchemaDifference> differences = differences(expected, expected, live);
        if (basis == Basis.SHADOW && differences.stream().anyMatch(Inspection::isOfExpression)) {
            again = shadow(owner, secondGeneration(expected, live));
            connection.rollback(before);
            differences = differences(expected, again, live);
        }
        return new Comparison(expected, again, basis, recordedTables, differences);
    }

    /** Whoever owns most of the model's tables; the role itself where there are none. */
    private String owner(CatalogSnapshot live) {
        Map<String, Integer> tables = new TreeMap<>();
        live.objects().values().stream()
                .filter(facts -> facts.has("owner"))
                .forEach(facts -> tables.merge(facts.get("owner"), 1, Integer::sum));
        return tables.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(place.user());
    }

    /** Compares the live schema, read anew, with what was found to be asked for. */
    List<SchemaDifference> compareAgain(Comparison comparison) throws SQLException {
        return differences(comparison.expected(), comparison.again(), live(comparison.recordedTables()));
    }

    private List<SchemaDifference> differences(CatalogSnapshot expected, CatalogSnapshot again, CatalogSnapshot live) {
        return SchemaComparison.compare(expected, again, live, mending(scope));
    }

    private Mending mending(CatalogScope in) {
        return new Mending(in, settings.model().tables(), new Bootstrap(settings, place.database())::make);
    }

    private CatalogSnapshot shadow(String owner, List<String> changes) throws SQLException {
        List<String> statements = new ArrayList<>();
        List<TableScript> tables = settings.model().tables();
        tables.forEach(table -> statements.addAll(table.create()));
        tables.forEach(table -> statements.addAll(table.after()));
        statements.replaceAll(statement -> TableScript.in(TEMPORARY, statement));
        StatementBatch.run(connection, statements);
        if (!changes.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(String.join(";\n", changes));
            }
        }
        return reader.shadow(owner);
    }

    /** Writes every differing expression as PostgreSQL rendered it, which is what a dump and restore does. */
    private List<String> secondGeneration(CatalogSnapshot expected, CatalogSnapshot live) {
        CatalogScope temporary = new CatalogScope(TEMPORARY, scope.tables(), scope.extensions(), scope.searchPath());
        return SchemaComparison.compare(expected, expected, live, mending(temporary)).stream()
                .filter(Inspection::isOfExpression)
                .map(difference -> difference.mend().sql())
                .toList();
    }

    private static boolean isOfExpression(SchemaDifference difference) {
        return EXPRESSIONS.contains(difference.property())
                && WITH_EXPRESSIONS.contains(difference.object().kind());
    }

    private CatalogSnapshot recorded(Set<String> recordedTables, SQLException why) throws SQLException {
        SqlFailure failure = SqlFailure.of(why);
        boolean cannotMakeTables = failure.kind() == SqlFailure.Kind.PRIVILEGE
                || failure.sqlState().equals("25006");
        if (!cannotMakeTables || recordedTables.isEmpty()) {
            throw why;
        }
        return history.recordedCatalog(settings.model().checksum()).orElseThrow(() -> why);
    }
}
