package io.netraven.schema;

import io.netraven.schema.ValidationReport.Basis;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.CatalogReader;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.Dependents;
import io.netraven.schema.internal.catalog.Facts;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.catalog.History.Recorded;
import io.netraven.schema.internal.catalog.Release;
import io.netraven.schema.internal.comparison.LaterRelease;
import io.netraven.schema.internal.comparison.Mending;
import io.netraven.schema.internal.comparison.SchemaComparison;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the live schema with the model, within one transaction. What the model asks for is found by running its
 * DDL into temporary tables and reading them back with the reader that reads the live side, so that PostgreSQL itself
 * normalises every type and expression. The temporary tables never outlive a savepoint.
 */
final class Inspection {

    private static final String TEMPORARY = "pg_temp";
    /** An undefined object, such as a type, and an undefined function (PostgreSQL manual, appendix A). */
    private static final Set<String> UNDEFINED = Set.of("42704", "42883");

    private static final Set<String> EXPRESSIONS = Set.of("definition", "default");
    /** A key has no expression, and could not be replaced while foreign keys lead to it. */
    private static final Set<ObjectKind> WITH_EXPRESSIONS =
            Set.of(ObjectKind.COLUMN, ObjectKind.CHECK, ObjectKind.EXCLUSION, ObjectKind.INDEX);

    private static final Set<ObjectKind> OF_A_TABLE = EnumSet.range(ObjectKind.COLUMN, ObjectKind.POLICY);

    private final Settings settings;
    private final Connection connection;
    private final Place place;
    private final CatalogScope scope;
    private final Map<SchemaObject, Facts> asked;
    private final CatalogReader reader;
    private final History history;

    Inspection(Settings settings, Connection connection, Place place) {
        this.settings = settings;
        this.connection = connection;
        this.place = place;
        this.scope = settings.scope();
        this.asked = settings.access().objects();
        this.reader = new CatalogReader(connection, scope);
        this.history = new History(connection, scope);
    }

    /** Compares in a transaction of its own, which changes nothing. */
    static Comparison alone(Settings settings, Connection connection, Place place) throws SQLException {
        return Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            return new Inspection(settings, session, place).compare();
        });
    }

    /**
     * What was compared.
     *
     * @param expected what the model asks for
     * @param again the same in its second generation
     * @param basis where that came from
     * @param recorded what the models in the history ask for
     * @param live what the database holds
     * @param differences all of them, sorted
     */
    record Comparison(
            CatalogSnapshot expected,
            CatalogSnapshot again,
            Basis basis,
            Recorded recorded,
            CatalogSnapshot live,
            List<SchemaDifference> differences) {

        List<SchemaDifference> breaking() {
            return differences.stream()
                    .filter(difference -> difference.severity() == Severity.BREAKING)
                    .toList();
        }

        Comparison with(List<SchemaDifference> judged) {
            return new Comparison(expected, again, basis, recorded, live, judged);
        }

        /** What the model asks for, in the generation that the database holds. */
        CatalogSnapshot settled() {
            return expected.withChoicesOf(again, live);
        }
    }

    /**
     * What the database holds, before it is compared with anything.
     *
     * @param recorded what the models in the history ask for
     * @param live without the tables of other models, and what those grant on ours
     */
    record Survey(Recorded recorded, CatalogSnapshot live) {

        /** Returns the survey as it is after some differences were mended. */
        Survey mended(List<SchemaDifference> differences, CatalogSnapshot expected) {
            Map<SchemaObject, Facts> made = new TreeMap<>();
            Set<SchemaObject> removed = new TreeSet<>();
            for (SchemaDifference difference : differences) {
                Facts facts = expected.objects().get(difference.object());
                if (facts == null) {
                    removed.add(difference.object());
                } else {
                    made.put(difference.object(), facts);
                }
            }
            return new Survey(recorded, live.without(removed::contains).with(made));
        }
    }

    /** Reads the live side. */
    Survey survey() throws SQLException {
        CatalogSnapshot all = reader.live();
        Recorded recorded =
                isTable(all, History.TABLE) ? history.recorded(settings.model().name()) : Recorded.NOTHING;
        return new Survey(recorded, live(all, recorded));
    }

    private CatalogSnapshot live(CatalogSnapshot all, Recorded recorded) throws SQLException {
        CatalogSnapshot live = LoginRights.of(settings)
                .addTo(all.without(object -> isOfOthers(object, recorded) || isSearchPathWithNamespace(object, all)));
        List<SeedRow> askable = settings.model().seeds().stream()
                .filter(seed -> isTable(live, seed.table()))
                .toList();
        return live.with(Seeding.objects(Seeding.present(connection, settings.namespace(), askable)));
    }

    /** Another search path of the login, by which the tables are found all the same. */
    private boolean isSearchPathWithNamespace(SchemaObject object, CatalogSnapshot all) {
        return object.kind() == ObjectKind.DATABASE_SETTING
                && object.name().startsWith("search_path of ")
                && (scope.searchPath().isEmpty()
                        || List.of(all.objects()
                                        .getOrDefault(object, Facts.NONE)
                                        .get("value")
                                        .split(", *"))
                                .contains(Sql.identifier(settings.namespace())));
    }

    private static boolean isTable(CatalogSnapshot live, String table) {
        return live.objects()
                .getOrDefault(new SchemaObject(ObjectKind.TABLE, table, table), Facts.NONE)
                .is("kind", "table");
    }

    private boolean isOfOthers(SchemaObject object, Recorded recorded) {
        return switch (object.kind()) {
            case TABLE ->
                recorded.tables().contains(object.name()) && !scope.tables().contains(object.name());
            case GRANT -> recorded.grants().contains(object) && !asked.containsKey(object);
            default -> false;
        };
    }

    /** What the model asks of the database itself: extensions, the namespace, the search path, roles. */
    CatalogSnapshot expectedOfDatabase() {
        return CatalogSnapshot.of(scope.objects())
                .with(asked)
                .without(object -> !object.table().isEmpty());
    }

    /** Compares that alone. */
    List<SchemaDifference> databaseDifferences(Survey survey) {
        CatalogSnapshot expected = expectedOfDatabase();
        return SchemaComparison.compare(
                expected,
                expected,
                survey.live().without(object -> !object.table().isEmpty()),
                mending(scope, owner(survey.live())));
    }

    /** Compares the whole live schema with the model. */
    Comparison compare() throws SQLException {
        return compare(survey());
    }

    /** Compares what was read with the model. */
    Comparison compare(Survey survey) throws SQLException {
        Recorded recorded = survey.recorded();
        CatalogSnapshot live = survey.live();
        String owner = owner(live);
        Savepoint before = connection.setSavepoint();
        CatalogSnapshot expected;
        Basis basis = Basis.SHADOW;
        try {
            expected = shadow(owner, List.of());
        } catch (SQLException e) {
            connection.rollback(before);
            boolean lacksExtension = lacksExtension(e, live);
            expected = lacksExtension ? names() : recordedCatalog(recorded, e);
            basis = lacksExtension ? Basis.NAMES : Basis.RECORDED;
        }
        if (basis == Basis.NAMES) {
            live = live.without(object -> OF_A_TABLE.contains(object.kind()));
        }
        connection.rollback(before);
        expected = expected.with(asked).with(Seeding.objects(settings.model().seeds()));
        CatalogSnapshot again = expected;
        List<SchemaDifference> differences = differences(expected, expected, live);
        if (basis == Basis.SHADOW && differences.stream().anyMatch(Inspection::isOfExpression)) {
            again = shadow(owner, secondGeneration(expected, live));
            connection.rollback(before);
            differences = differences(expected, again, live);
        }
        return withoutBlocked(goOn(new Comparison(expected, again, basis, recorded, live, differences)));
    }

    /** Compares the live schema, read anew, with what was found to be asked for. */
    Comparison compareAgain(Comparison before) throws SQLException {
        CatalogSnapshot live = live(reader.live(), before.recorded());
        return withoutBlocked(goOn(new Comparison(
                before.expected(),
                before.again(),
                before.basis(),
                before.recorded(),
                live,
                differences(before.expected(), before.again(), live))));
    }

    private Comparison withoutBlocked(Comparison comparison) throws SQLException {
        DependentObjects dependents = new DependentObjects(new Dependents(connection, scope), comparison.expected());
        return comparison.with(dependents.judged(comparison.differences()));
    }

    /** Where a later release has upgraded tables of this one, this one goes on with what that did. */
    private Comparison goOn(Comparison compared) throws SQLException {
        Comparison comparison =
                compared.with(new LostReferences(connection, settings.namespace(), compared.expected(), compared.live())
                        .judged(compared.differences()));
        boolean historyIsBroken = !comparison.recorded().tables().contains(History.TABLE)
                || comparison.breaking().stream()
                        .anyMatch(difference -> difference.object().table().equals(History.TABLE));
        if (comparison.differences().isEmpty() || historyIsBroken) {
            return comparison;
        }
        List<SchemaDifference> differences = comparison.differences();
        SchemaModel model = settings.model();
        Release own = new Release(model.name(), model.version(), model.checksum());
        for (Release later : own.later(history.releases())) {
            Optional<CatalogSnapshot> catalog = history.recordedCatalog(later.checksum());
            if (catalog.isPresent()) {
                LaterRelease made = new LaterRelease(
                        later.model() + " " + later.version(),
                        catalog.get(),
                        comparison.settled(),
                        comparison.live(),
                        mending(scope, owner(comparison.live())));
                differences = differences.stream().map(made::judged).toList();
            }
        }
        return comparison.with(differences);
    }

    /** Whoever owns most of the model's tables, less the roles that are to own nothing; else the role itself. */
    String owner(CatalogSnapshot live) {
        Map<String, Integer> tables = new TreeMap<>();
        live.objects().forEach((object, facts) -> {
            String owner = facts.get("owner");
            if (object.kind() == ObjectKind.TABLE
                    && !owner.isEmpty()
                    && !scope.roles().contains(owner)) {
                tables.merge(owner, 1, Integer::sum);
            }
        });
        return tables.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(place.user());
    }

    private List<SchemaDifference> differences(CatalogSnapshot expected, CatalogSnapshot again, CatalogSnapshot live) {
        return SchemaComparison.compare(expected, again, live, mending(scope, owner(live)));
    }

    private Mending mending(CatalogScope in, String owner) {
        return new Mending(in, settings.model().tables(), new Bootstrap(settings, place.user())::make, owner);
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
        // Default privileges hold for temporary tables too.
        return reader.shadow(owner)
                .without(object -> object.kind() == ObjectKind.GRANT || object.kind() == ObjectKind.DEFAULT_PRIVILEGE);
    }

    /** Writes every differing expression as PostgreSQL rendered it, which is what a dump and restore does. */
    private List<String> secondGeneration(CatalogSnapshot expected, CatalogSnapshot live) {
        CatalogScope temporary =
                new CatalogScope(TEMPORARY, scope.tables(), scope.extensions(), scope.searchPath(), scope.roles());
        return SchemaComparison.compare(expected, expected, live, mending(temporary, place.user())).stream()
                .filter(Inspection::isOfExpression)
                .map(difference -> difference.mend().sql())
                .toList();
    }

    private static boolean isOfExpression(SchemaDifference difference) {
        return EXPRESSIONS.contains(difference.property())
                && WITH_EXPRESSIONS.contains(difference.object().kind());
    }

    /** A type or function that the model's tables use comes with an extension that is not where it should be. */
    private boolean lacksExtension(SQLException failure, CatalogSnapshot live) {
        return UNDEFINED.contains(SqlFailure.of(failure).sqlState())
                && scope.objects().entrySet().stream()
                        .anyMatch(asked -> asked.getKey().kind() == ObjectKind.EXTENSION
                                && !asked.getValue().equals(live.objects().get(asked.getKey())));
    }

    private CatalogSnapshot names() {
        Map<SchemaObject, Facts> tables = new TreeMap<>(scope.objects());
        scope.tables()
                .forEach(table ->
                        tables.put(new SchemaObject(ObjectKind.TABLE, table, table), Facts.of("kind", "table")));
        return CatalogSnapshot.of(tables);
    }

    private CatalogSnapshot recordedCatalog(Recorded recorded, SQLException why) throws SQLException {
        SqlFailure failure = SqlFailure.of(why);
        boolean cannotMakeTables = failure.kind() == SqlFailure.Kind.PRIVILEGE
                || failure.sqlState().equals("25006");
        if (!cannotMakeTables || recorded.tables().isEmpty()) {
            throw why;
        }
        return history.recordedCatalog(settings.model().checksum())
                .orElseThrow(() -> why)
                .without(object -> object.kind() == ObjectKind.ROLE || object.kind() == ObjectKind.GRANT);
    }
}
