package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.internal.Sql;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What mends differences, in an order in which it can run: objects of the database and owners first, then missing tables
 * with their default data and grants, then the rest.
 *
 * @param steps the statements, with the reason for each
 */
record Plan(List<Step> steps) {

    /**
     * One step.
     *
     * @param cause the difference that it removes, perhaps with other steps
     * @param why the difference in words; empty where it belongs to the step before
     * @param mends what to run
     */
    record Step(SchemaDifference cause, String why, List<Mend> mends) {
        private String render() {
            String heading = why.isEmpty() ? "" : "-- " + why.replace("\n", "\n-- ") + "\n";
            return mends.stream().map(Mend::render).collect(Collectors.joining("", heading, "\n"));
        }

        List<String> statements() {
            return mends.stream()
                    .filter(mend -> mend.hazard().isEmpty())
                    .map(Mend::sql)
                    .toList();
        }

        /** Whether it needs more rights than the owner of the tables may have. */
        private boolean isForAdministrator() {
            return Plan.isForAdministrator(cause);
        }
    }

    /** The server refused a plan; its exception is the cause. */
    static final class Failed extends SQLException {
        private static final long serialVersionUID = 1L;
        private final transient Plan plan;

        Failed(Plan plan, SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
            this.plan = plan;
        }

        Plan plan() {
            return plan;
        }
    }

    private static boolean isForAdministrator(SchemaDifference difference) {
        return difference.object().table().isEmpty() || difference.property().equals("owner");
    }

    /** Plans for differences of one comparison; what depends on each other has to be among them. */
    static Plan of(Settings settings, List<SchemaDifference> differences) {
        return new Writer(settings, differences).write();
    }

    /**
     * Returns the plan as SQL. What a person has to decide on is a comment. A superuser may run it: what it makes
     * belongs to the owner of the tables.
     */
    String render(String owner) {
        String byAdministrator = rendered(Step::isForAdministrator);
        String ofTables = rendered(step -> !step.isForAdministrator());
        boolean runsOnTables = steps.stream()
                .anyMatch(
                        step -> !step.isForAdministrator() && !step.statements().isEmpty());
        return byAdministrator
                + (runsOnTables
                        ? "-- as the owner of the tables\nSET ROLE " + Sql.identifier(owner) + ";\n\n" + ofTables
                                + "RESET ROLE;\n"
                        : ofTables);
    }

    private String rendered(Predicate<Step> wanted) {
        return steps.stream().filter(wanted).map(Step::render).collect(Collectors.joining());
    }

    /** Returns this plan and what runs after it. */
    Plan and(Plan next) {
        return new Plan(Stream.concat(steps.stream(), next.steps.stream()).toList());
    }

    /** Returns this plan less the steps of some differences. */
    Plan without(List<SchemaDifference> causes) {
        return new Plan(
                steps.stream().filter(step -> !causes.contains(step.cause())).toList());
    }

    /** Returns what can be run, in order; each may be several statements. */
    List<String> statements() {
        return steps.stream().flatMap(step -> step.statements().stream()).toList();
    }

    /** Writes one plan. */
    private static final class Writer {
        private final Settings settings;
        private final List<SchemaDifference> differences;
        private final Map<String, SchemaDifference> missing;
        private final List<Step> steps = new ArrayList<>();

        Writer(Settings settings, List<SchemaDifference> differences) {
            this.settings = settings;
            this.differences = differences;
            this.missing = differences.stream()
                    .filter(difference ->
                            isTable(difference) && difference.mend().hazard().isEmpty())
                    .collect(Collectors.toMap(difference -> difference.object().name(), difference -> difference));
        }

        Plan write() {
            mend(Plan::isForAdministrator);
            makeTables();
            mend(difference -> !isForAdministrator(difference) && !missing.containsValue(difference));
            return new Plan(List.copyOf(steps));
        }

        /** A table cannot be logged before the tables that it refers to. The model has those first. */
        private int orderOfLogging(SchemaDifference difference) {
            if (!difference.property().equals("persistence")) {
                return -1;
            }
            List<String> tables =
                    settings.model().tables().stream().map(TableScript::table).toList();
            return tables.indexOf(difference.object().name());
        }

        private void mend(Predicate<SchemaDifference> wanted) {
            differences.stream()
                    .filter(wanted)
                    .sorted(Comparator.comparing((SchemaDifference difference) ->
                                    difference.object().kind())
                            .thenComparing(this::orderOfLogging)
                            .thenComparing(SchemaDifference::object)
                            // A default cannot be set on an identity.
                            .thenComparing(difference -> !endsIdentity(difference))
                            .thenComparing(Comparator.naturalOrder()))
                    .forEach(difference ->
                            steps.add(new Step(difference, difference.message(), List.of(difference.mend()))));
        }

        private static boolean endsIdentity(SchemaDifference difference) {
            return difference.property().equals("identity")
                    && difference.expected().isEmpty();
        }

        private void makeTables() {
            SchemaModel model = settings.model();
            List<TableScript> scripts = model.tables().stream()
                    .filter(script -> missing.containsKey(script.table()))
                    .toList();
            scripts.forEach(script -> add(script.table(), "table " + script.table() + " is missing", script.create()));
            scripts.forEach(script -> add(script.table(), "", script.after()));
            model.seeds().stream()
                    .filter(seed -> missing.containsKey(seed.table()))
                    .forEach(seed ->
                            add(seed.table(), Seeding.object(seed) + " is missing", List.of(Seeding.insert(seed))));
            Access access = settings.access();
            scripts.forEach(script -> add(script.table(), "", access.statements(script.table())));
        }

        private void add(String table, String why, List<String> statements) {
            if (!statements.isEmpty()) {
                steps.add(new Step(
                        Objects.requireNonNull(missing.get(table)),
                        why,
                        statements.stream()
                                .map(statement -> Mend.additive(TableScript.in(settings.namespace(), statement)))
                                .toList()));
            }
        }

        private static boolean isTable(SchemaDifference difference) {
            return difference instanceof Missing && difference.object().kind() == ObjectKind.TABLE;
        }
    }
}
