package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.internal.definition.TableScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What mends differences, in an order in which it can run: objects of the database first, then missing tables with
 * their default data and grants, then the rest.
 *
 * @param steps the statements, with the reason for each
 */
record Plan(List<Step> steps) {

    /**
     * One step.
     *
     * @param why the difference that it mends, in words; empty where it belongs to the step before
     * @param mends what to run
     */
    record Step(String why, List<Mend> mends) {
        private String render() {
            String heading = why.isEmpty() ? "" : "-- " + why.replace("\n", "\n-- ") + "\n";
            return mends.stream().map(Mend::render).collect(Collectors.joining("", heading, "\n"));
        }
    }

    /** Plans for differences of one comparison; what depends on each other has to be among them. */
    static Plan of(Settings settings, List<SchemaDifference> differences) {
        return new Writer(settings, differences).write();
    }

    /** Returns the plan as SQL. What a person has to decide on is a comment. */
    String render() {
        return steps.stream().map(Step::render).collect(Collectors.joining());
    }

    /** Returns what can be run, in order; each may be several statements. */
    List<String> statements() {
        return steps.stream()
                .flatMap(step -> step.mends().stream())
                .filter(mend -> mend.hazard().isEmpty())
                .map(Mend::sql)
                .toList();
    }

    /** Writes one plan. */
    private static final class Writer {
        private final Settings settings;
        private final List<SchemaDifference> differences;
        private final Set<String> tables;
        private final List<Step> steps = new ArrayList<>();

        Writer(Settings settings, List<SchemaDifference> differences) {
            this.settings = settings;
            this.differences = differences;
            this.tables = differences.stream()
                    .filter(difference ->
                            isTable(difference) && difference.mend().hazard().isEmpty())
                    .map(difference -> difference.object().name())
                    .collect(Collectors.toSet());
        }

        Plan write() {
            mend(difference -> difference.object().table().isEmpty());
            makeTables();
            mend(difference -> !difference.object().table().isEmpty() && !isTableToMake(difference));
            return new Plan(List.copyOf(steps));
        }

        private void mend(Predicate<SchemaDifference> wanted) {
            differences.stream()
                    .filter(wanted)
                    .sorted(Comparator.comparing((SchemaDifference difference) ->
                                    difference.object().kind())
                            .thenComparing(Comparator.naturalOrder()))
                    .forEach(difference -> steps.add(new Step(difference.message(), List.of(difference.mend()))));
        }

        private void makeTables() {
            SchemaModel model = settings.model();
            List<TableScript> scripts = model.tables().stream()
                    .filter(script -> tables.contains(script.table()))
                    .toList();
            scripts.forEach(script -> add("table " + script.table() + " is missing", script.create()));
            scripts.forEach(script -> add("", script.after()));
            model.seeds().stream()
                    .filter(seed -> tables.contains(seed.table()))
                    .forEach(seed -> add(Seeding.object(seed) + " is missing", List.of(Seeding.insert(seed))));
            Access access = settings.access();
            scripts.forEach(script -> add("", access.statements(script.table())));
        }

        private void add(String why, List<String> statements) {
            if (!statements.isEmpty()) {
                steps.add(new Step(
                        why,
                        statements.stream()
                                .map(statement -> Mend.additive(TableScript.in(settings.namespace(), statement)))
                                .toList()));
            }
        }

        private boolean isTableToMake(SchemaDifference difference) {
            return isTable(difference) && tables.contains(difference.object().name());
        }

        private static boolean isTable(SchemaDifference difference) {
            return difference instanceof Missing && difference.object().kind() == ObjectKind.TABLE;
        }
    }
}
