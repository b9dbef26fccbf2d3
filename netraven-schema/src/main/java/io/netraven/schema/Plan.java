package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.internal.definition.TableScript;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Writes the mending SQL of a comparison in an order in which it can run. */
final class Plan {

    private final SchemaModel model;
    private final ValidationReport report;
    private final StringBuilder sql = new StringBuilder();

    private Plan(SchemaModel model, ValidationReport report) {
        this.model = model;
        this.report = report;
    }

    /** Returns the SQL: objects of the database first, then missing tables with their default data, then the rest. */
    static String write(SchemaModel model, ValidationReport report) {
        Plan plan = new Plan(model, report);
        plan.mend(difference -> difference.object().table().isEmpty());
        plan.makeTables();
        plan.mend(difference ->
                !difference.object().table().isEmpty() && !plan.tablesToMake().contains(difference.object()));
        return plan.sql.toString();
    }

    private void mend(Predicate<SchemaDifference> wanted) {
        report.differences().stream()
                .filter(wanted)
                .sorted(Comparator.comparing((SchemaDifference difference) ->
                                difference.object().kind())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(difference ->
                        append(difference.message(), difference.mend().render()));
    }

    private void makeTables() {
        List<SchemaObject> missing = tablesToMake();
        List<TableScript> scripts = model.tables().stream()
                .filter(script -> missing.contains(table(script.table())))
                .toList();
        scripts.forEach(script -> append(table(script.table()) + " is missing", render(script.create())));
        scripts.forEach(script -> sql.append(render(script.after())));
        model.seeds().stream()
                .filter(seed -> missing.contains(table(seed.table())))
                .forEach(seed -> append(Seeding.object(seed) + " is missing", render(List.of(Seeding.insert(seed)))));
    }

    private List<SchemaObject> tablesToMake() {
        return report.differences().stream()
                .filter(difference -> difference instanceof Missing
                        && difference.object().kind() == ObjectKind.TABLE
                        && difference.mend().hazard().isEmpty())
                .map(SchemaDifference::object)
                .toList();
    }

    private String render(List<String> statements) {
        StringBuilder rendered = new StringBuilder();
        statements.forEach(statement -> rendered.append(
                Mend.additive(TableScript.in(report.namespace(), statement)).render()));
        return rendered.toString();
    }

    private void append(String why, String statements) {
        sql.append("-- ")
                .append(why.replace("\n", "\n-- "))
                .append('\n')
                .append(statements)
                .append('\n');
    }

    private static SchemaObject table(String name) {
        return new SchemaObject(ObjectKind.TABLE, name, name);
    }
}
