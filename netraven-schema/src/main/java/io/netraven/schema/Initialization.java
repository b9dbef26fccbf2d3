package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.FastPath;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of {@link SchemaEngine#initialize()}, on one connection. */
final class Initialization {

    private final Settings settings;
    private final SchemaModel model;
    private final CatalogScope scope;
    private final Stopwatch watch;

    Initialization(Settings settings, Stopwatch watch) {
        this.settings = settings;
        this.model = settings.model();
        this.scope = model.scope(settings.namespace());
        this.watch = watch;
    }

    /** Does nothing where nothing is to be done, and everything in one transaction where something is. */
    InitializationReport run(Connection connection) throws SQLException {
        watch.lap("connect");
        FastPath fastPath = ask(connection);
        watch.lap("check");
        if (fastPath.isReady()) {
            if (settings.strict()) {
                refuseOtherObjects(connection, fastPath);
            }
            return report(Outcome.UP_TO_DATE, fastPath, List.of(), List.of(), List.of());
        }
        InitializationLock lock = new InitializationLock(settings);
        while (true) {
            Optional<InitializationReport> report = Transaction.run(
                    connection,
                    session -> lock.tryForNamespace(session) ? Optional.of(locked(session, lock)) : Optional.empty());
            if (report.isPresent()) {
                return report.get();
            }
            lock.pauseForNamespace(connection);
        }
    }

    /** The fingerprint covers the model's tables, not what stands beside them. */
    private void refuseOtherObjects(Connection connection, FastPath database) throws SQLException {
        Comparison comparison = Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            return new Inspection(settings, session, Place.of(database)).compare();
        });
        watch.lap("compare");
        refuseIfBreaking(database, comparison, comparison.differences());
    }

    private InitializationReport locked(Connection connection, InitializationLock lock) throws SQLException {
        watch.lap("lock");
        FastPath before = ask(connection);
        if (before.isReady()) {
            return report(Outcome.UP_TO_DATE, before, List.of(), List.of(), List.of());
        }
        if (before.standby()) {
            throw new SQLException("the server is a standby, which takes no writes", "25006");
        }
        Inspection inspection = new Inspection(settings, connection, Place.of(before));
        List<String> mended = new ArrayList<>(mendDatabase(connection, before, inspection, lock));
        watch.lap("prepare");
        Comparison comparison = inspection.compare();
        watch.lap("compare");

        List<String> missing = tablesToMake(comparison);
        List<String> seeds = seedsToInsert(comparison, missing);
        List<SchemaDifference> remaining = comparison.differences().stream()
                .filter(difference -> !isMadeHere(difference, missing))
                .toList();
        refuseIfBreaking(before, comparison, remaining);

        if (!missing.isEmpty() || !seeds.isEmpty()) {
            create(connection, before, missing, seeds);
            watch.lap("create");
            remaining = inspection.compareAgain(comparison);
            refuseIfBreaking(before, comparison, remaining);
            watch.lap("validate");
        }
        if (missing.isEmpty() && !seeds.isEmpty()) {
            mended.add("default data");
        }
        Outcome outcome = outcome(missing, connection);
        if (outcome != Outcome.UP_TO_DATE || remaining.isEmpty()) {
            record(connection, outcome, comparison, remaining);
        }
        connection.commit();
        watch.lap("commit");
        return report(outcome, before, missing, mended, remaining);
    }

    private FastPath ask(Connection connection) throws SQLException {
        return StatusQuery.ask(settings, connection);
    }

    /** Extensions, the namespace and the search path are mended; tables never. */
    private List<String> mendDatabase(
            Connection connection, FastPath database, Inspection inspection, InitializationLock lock)
            throws SQLException {
        List<SchemaDifference> differences = inspection.databaseDifferences();
        if (differences.isEmpty()) {
            return List.of();
        }
        lock.takeForDatabase(connection);
        List<SchemaDifference> toMend = inspection.databaseDifferences();
        try {
            StatementBatch.run(
                    connection,
                    toMend.stream().map(difference -> difference.mend().sql()).toList());
        } catch (SQLException e) {
            throw privilegeOr(e, administratorSql(database, toMend));
        }
        return differences.stream()
                .map(difference ->
                        difference.object() + (difference instanceof SchemaDifference.Missing ? " made" : " set right"))
                .toList();
    }

    private String administratorSql(FastPath database, List<SchemaDifference> toMend) {
        Bootstrap bootstrap = new Bootstrap(settings, database.database());
        return toMend.stream()
                .map(difference -> bootstrap.mendFor(database.user(), difference))
                .collect(Collectors.joining("\n"));
    }

    private List<String> tablesToMake(Comparison comparison) {
        return comparison.differences().stream()
                .filter(difference -> difference instanceof SchemaDifference.Missing
                        && difference.object().kind() == ObjectKind.TABLE
                        && !comparison
                                .recordedTables()
                                .contains(difference.object().name()))
                .map(difference -> difference.object().name())
                .toList();
    }

    private List<String> seedsToInsert(Comparison comparison, List<String> missing) {
        Set<SchemaObject> absent = new TreeSet<>();
        comparison.differences().stream()
                .map(SchemaDifference::object)
                .filter(object -> object.kind() == ObjectKind.SEED_ROW)
                .forEach(absent::add);
        return model.seeds().stream()
                .filter(seed -> missing.contains(seed.table()) || absent.contains(Seeding.object(seed)))
                .map(Seeding::insert)
                .toList();
    }

    private static boolean isMadeHere(SchemaDifference difference, List<String> missing) {
        return difference.object().kind() == ObjectKind.SEED_ROW
                || (difference.object().kind() == ObjectKind.TABLE
                        && missing.contains(difference.object().name()));
    }

    private void refuseIfBreaking(FastPath database, Comparison comparison, List<SchemaDifference> differences) {
        List<SchemaDifference> reasons = differences.stream()
                .filter(difference -> settings.strict() || difference.severity() == Severity.BREAKING)
                .toList();
        if (!reasons.isEmpty()) {
            throw new Refused(
                    Validation.report(settings, database.serverVersion(), comparison.basis(), differences, watch),
                    reasons);
        }
    }

    private void create(Connection connection, FastPath database, List<String> missing, List<String> seeds)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        List<TableScript> scripts = model.tables().stream()
                .filter(script -> missing.contains(script.table()))
                .toList();
        scripts.forEach(script -> statements.addAll(script.create()));
        scripts.forEach(script -> statements.addAll(script.after()));
        statements.addAll(seeds);
        statements.replaceAll(statement -> TableScript.in(settings.namespace(), statement));
        try {
            StatementBatch.run(connection, statements);
        } catch (SQLException e) {
            throw privilegeOr(
                    e,
                    "GRANT USAGE, CREATE ON SCHEMA " + Sql.identifier(settings.namespace()) + " TO "
                            + Sql.identifier(database.user()) + ";");
        }
    }

    private SQLException privilegeOr(SQLException e, String administratorSql) {
        SqlFailure failure = SqlFailure.of(e);
        if (failure.kind() == SqlFailure.Kind.PRIVILEGE) {
            throw new InsufficientPrivilege(
                    "The role may not do what is needed: " + failure.message()
                            + ". Nothing was changed. Let an administrator run in this database:\n" + administratorSql,
                    administratorSql,
                    failure.withoutDetail(e));
        }
        return e;
    }

    private Outcome outcome(List<String> missing, Connection connection) throws SQLException {
        long made =
                missing.stream().filter(table -> !table.equals(History.TABLE)).count();
        if (made == scope.tables().size() - 1L) {
            return Outcome.CREATED;
        }
        if (made > 0) {
            return Outcome.EXTENDED;
        }
        boolean known =
                !missing.contains(History.TABLE) && new History(connection, scope).hasRecorded(model.checksum());
        return known ? Outcome.UP_TO_DATE : Outcome.ADOPTED;
    }

    /** Without a fingerprint every start compares in full, and so reports what it tolerates. */
    private void record(Connection connection, Outcome outcome, Comparison comparison, List<SchemaDifference> remaining)
            throws SQLException {
        FastPath after = ask(connection);
        @Nullable String fingerprint = remaining.isEmpty() ? after.liveFingerprint() : null;
        new History(connection, scope)
                .record(
                        new History.Entry(
                                model.name(),
                                model.version(),
                                model.checksum(),
                                fingerprint,
                                outcome,
                                after.serverVersion(),
                                ToolVersion.read(),
                                watch.elapsed()),
                        comparison.expected());
        watch.lap("record");
    }

    private InitializationReport report(
            Outcome outcome,
            FastPath database,
            List<String> created,
            List<String> mended,
            List<SchemaDifference> tolerated) {
        return new InitializationReport(
                outcome,
                model.name(),
                model.version(),
                model.checksum(),
                settings.namespace(),
                database.serverVersion(),
                model.tableNames(),
                created,
                mended,
                tolerated,
                watch.phases());
    }
}
