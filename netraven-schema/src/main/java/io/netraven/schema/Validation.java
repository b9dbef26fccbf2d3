package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import io.netraven.schema.internal.catalog.FastPath;
import java.sql.Connection;
import java.sql.SQLException;

/** One call of {@link SchemaEngine#validate()}, on one connection. */
final class Validation {

    private Validation() {}

    static ValidationReport run(Settings settings, Connection connection) throws SQLException {
        Stopwatch watch = new Stopwatch();
        SchemaModel model = settings.model();
        return Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            FastPath database = StatusQuery.ask(settings, session);
            Comparison comparison = new Inspection(settings, session, database).compare();
            watch.lap("compare");
            return new ValidationReport(
                    model.name(),
                    model.version(),
                    model.checksum(),
                    settings.namespace(),
                    database.serverVersion(),
                    comparison.basis(),
                    model.tableNames().size(),
                    comparison.differences(),
                    watch.phases());
        });
    }
}
