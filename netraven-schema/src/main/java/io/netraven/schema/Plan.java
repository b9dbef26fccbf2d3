package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.internal.definition.TableScript;
import java.util.Comparator;
import java.util.List;

/** Writes the mending SQL of a comparison in an order in which it can run. */
final class Plan {

    private Plan() {}

    static String write(SchemaModel model, ValidationReport report) {
        List<String> tables = model.tables().stream().map(TableScript::table).toList();
        StringBuilder sql = new StringBuilder();
        report.differences().stream()
                .sorted(Comparator.comparing((SchemaDifference difference) ->
                                difference.object().kind())
                        .thenComparing(difference -> difference instanceof Missing
                                ? tables.indexOf(difference.object().name())
                                : -1)
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(difference -> sql.append("-- ")
                        .append(difference.message().replace("\n", "\n-- "))
                        .append('\n')
                        .append(difference.mend().render())
                        .append('\n'));
        return sql.toString();
    }
}
