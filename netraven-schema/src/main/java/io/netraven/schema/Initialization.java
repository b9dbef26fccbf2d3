package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import io.netraven.schema.Inspection.Survey;
import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.SchemaException.PredecessorFound;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.FastPath;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.catalog.Predecessors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of {@link SchemaEngine#initialize()} or {@link SchemaEngine#upgrade()}, on one connection. */
final class Initialization {

    private final Settings settings;
    private final Reach reach;
    private final boolean rehearsal;
    private final SchemaModel model;
    private final CatalogScope scope;
    private final Stopwatch watch;

    private Initialization(Settings settings, Reach reach, boolean rehearsal, Stopwatch watch) {
        this.settings = settings;
        this.reach = reach;
        this.rehearsal = rehearsal;
        this.model = settings.model();
        this.scope = settings.scope();
        this.watch = watch;
    }

    /** An initialization that makes whole tables only. */
    static Initialization ofTables(Settings settings, Stopwatch watch) {
        return new Initialization(settings, Reach.WHOLE_TABLES, false, watch);
    }

    /** An initialization that upgrades existing tables too; a rehearsal does everything and takes it back. */
    static Initialization ofUpgrade(Settings settings, boolean rehearsal, Stopwatch watch) {
        return new Initialization(settings, Reach.ADDITIONS, rehearsal, watch);
    }

    /** Does nothing where nothing is to be done, and everything in one transaction where something is. */
    InitializationReport run(Connection connection) throws SQLException {
        return PrivilegeAdvice.explained(connection, settings, PrivilegeAdvice::toOwner, this::initialize);
    }

    private InitializationReport initialize(Connection connection) throws SQLException {
        watch.lap("connect");
        FastPath fastPath = ask(connection);
        watch.lap("check");
        if (fastPath.isReady()) {
            if (settings.strict()) {
                refuseOtherObjects(connection, fastPath);
            }
            return report(InitializationOutcome.UP_TO_DATE, fastPath, Changes.NONE, List.of());
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
        Comparison comparison = Inspection.alone(settings, connection, Place.of(database));
        watch.lap("compare");
        refuseIfBreaking(database, comparison, comparison.differences());
    }

    private InitializationReport locked(Connection connection, InitializationLock lock) throws SQLException {
        watch.lap("lock");
        FastPath before = ask(connection);
        if (before.isReady()) {
            return report(InitializationOutcome.UP_TO_DATE, before, Changes.NONE, List.of());
        }
        if (before.standby()) {
            throw new SQLException("the server is a standby, which takes no writes", "25006");
        }
        refuseManagedRole(before);
        refusePredecessor(connection, before);
        DatabaseEncoding.requireForFirstInitialization(connection, before, new History(connection, scope));
        Inspection inspection = new Inspection(settings, connection, Place.of(before));
        Prepared prepared = mendDatabase(connection, before, inspection, lock);
        watch.lap("prepare");
        Comparison comparison = inspection.compare(prepared.survey());
        watch.lap("compare");

        Set<String> recorded = comparison.recorded().tables();
        List<SchemaDifference> toMend = covered(connection, comparison.differences(), recorded, comparison.live());
        List<SchemaDifference> remaining = new ArrayList<>(comparison.differences());
        remaining.removeAll(toMend);
        refuseIfBreaking(before, comparison, remaining);

        Plan done = prepared.done();
        if (!done.steps().isEmpty() || !toMend.isEmpty()) {
            done = done.and(mend(connection, Plan.of(settings, toMend)));
            watch.lap("create");
            comparison = inspection.compareAgain(comparison);
            remaining = comparison.differences();
            done = effective(done, remaining);
            refuseIfBreaking(before, comparison, remaining);
            watch.lap("validate");
        }
        Changes changes = Changes.of(done, recorded);
        InitializationOutcome outcome = outcome(changes, connection);
        if (outcome != InitializationOutcome.UP_TO_DATE || !changes.isEmpty() || remaining.isEmpty()) {
            record(connection, outcome, changes, comparison);
        }
        if (!rehearsal) {
            connection.commit();
            watch.lap("commit");
        }
        return report(outcome, before, changes, remaining);
    }

    /** Whoever makes a table owns it, and may then do anything to it. */
    private void refuseManagedRole(FastPath before) {
        if (settings.roles().containsValue(before.user())) {
            throw new InsufficientPrivilege(
                    "The role " + before.user()
                            + " is to be given no more than the model grants it, and would own what it"
                            + " made. Nothing was changed. Connect as the owner of the schema; if this role is the owner, set"
                            + " another one for it.",
                    "",
                    null);
        }
    }

    private void refusePredecessor(Connection connection, FastPath before) throws SQLException {
        if (before.recordedFingerprint() == null) {
            Optional<Predecessor> found = Predecessors.find(connection, model.predecessors(), settings.namespace());
            if (found.isPresent()) {
                throw new PredecessorFound(found.get());
            }
        }
    }

    private FastPath ask(Connection connection) throws SQLException {
        return StatusQuery.ask(settings, connection);
    }

    /** A database that holds all that the model's tables need, and what was run in it for that. */
    private record Prepared(Survey survey, Plan done) {}

    /**
     * Mends extensions, the namespace, the search path and roles, as every call does, and returns what the database
     * holds then. They belong to all namespaces: under a lock of their own it is looked at again, unless the lock was
     * taken at once because nothing is recorded here, so that most likely all is missing.
     */
    private Prepared mendDatabase(
            Connection connection, FastPath database, Inspection inspection, InitializationLock lock)
            throws SQLException {
        boolean locked = database.recordedFingerprint() == null;
        if (locked) {
            lock.takeForDatabase(connection);
        }
        Survey survey = inspection.survey();
        List<SchemaDifference> differences = inspection.databaseDifferences(survey);
        if (differences.stream().anyMatch(difference -> reach.covers(difference, Set.of())) && !locked) {
            lock.takeForDatabase(connection);
            survey = inspection.survey();
            differences = inspection.databaseDifferences(survey);
        }
        List<SchemaDifference> toMend = covered(connection, differences, Set.of(), survey.live());
        Plan done = PlanRun.run(connection, Plan.of(settings, toMend), StatementBatch::run);
        return new Prepared(survey.mended(toMend, inspection.expectedOfDatabase()), done);
    }

    private List<SchemaDifference> covered(
            Connection connection, List<SchemaDifference> differences, Set<String> recorded, CatalogSnapshot live)
            throws SQLException {
        return differences.isEmpty()
                ? List.of()
                : reach.covered(differences, recorded, Rights.ask(connection, settings.namespace()), live);
    }

    /**
     * Returns what of a plan had an effect. GRANT and REVOKE by a login that may not do so are a warning of the server, and
     * no error.
     */
    private static Plan effective(Plan plan, List<SchemaDifference> remaining) throws SQLException {
        List<SchemaDifference> without = new ArrayList<>(remaining);
        without.retainAll(plan.steps().stream().map(Plan.Step::cause).toList());
        for (SchemaDifference difference : without) {
            if (difference.severity() == Severity.BREAKING) {
                throw new Plan.Failed(
                        plan, new SQLException(difference.message() + ", and the login may not change it", "42501"));
            }
        }
        return plan.without(without);
    }

    private void refuseIfBreaking(FastPath database, Comparison comparison, List<SchemaDifference> differences) {
        List<SchemaDifference> reasons = settings.refused(differences);
        if (!reasons.isEmpty()) {
            throw new Refused(
                    Validation.report(settings, database.serverVersion(), comparison.basis(), differences, watch),
                    reasons,
                    reasons.stream()
                            .filter(reason -> Reach.ADDITIONS.covers(
                                    reason, comparison.recorded().tables()))
                            .toList());
        }
    }

    private Plan mend(Connection connection, Plan plan) throws SQLException {
        if (reach == Reach.ADDITIONS) {
            TransactionLimits.holdUpNobody(connection, settings);
            return PlanRun.run(connection, plan, StatementBatch::runEach);
        }
        return PlanRun.run(connection, plan, StatementBatch::run);
    }

    private InitializationOutcome outcome(Changes changes, Connection connection) throws SQLException {
        boolean recorded = !changes.tables().contains(History.TABLE)
                && new History(connection, scope).hasRecorded(model.checksum());
        return changes.outcome(model.tableNames().size(), recorded);
    }

    /** Without a fingerprint every start compares in full, and so reports what it tolerates. */
    private void record(Connection connection, InitializationOutcome outcome, Changes changes, Comparison comparison)
            throws SQLException {
        FastPath after = ask(connection);
        @Nullable String fingerprint = comparison.differences().isEmpty() ? after.liveFingerprint() : null;
        new History(connection, scope)
                .record(
                        new History.Entry(
                                model.name(),
                                model.version(),
                                model.checksum(),
                                fingerprint,
                                outcome,
                                changes.inOrder(),
                                after.serverVersion(),
                                ToolVersion.read(),
                                watch.elapsed()),
                        comparison.settled());
        watch.lap("record");
    }

    private InitializationReport report(
            InitializationOutcome outcome, FastPath database, Changes changes, List<SchemaDifference> tolerated) {
        return new InitializationReport(
                outcome,
                model.name(),
                model.version(),
                model.checksum(),
                settings.namespace(),
                database.serverVersion(),
                model.tableNames(),
                changes.tables().stream().sorted().toList(),
                changes.mended(),
                changes.statements(),
                tolerated,
                watch.phases());
    }
}
