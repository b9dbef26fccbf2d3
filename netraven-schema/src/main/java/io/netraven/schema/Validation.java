package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
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
            Place place = Place.ask(session);
            Comparison comparison = new Inspection(settings, session, place).compare();
            watch.lap("compare");
            return new ValidationReport(
                    model.name(),
                    model.version(),
                    model.checksum(),
                    settings.namespace(),
                    place.serverVersion(),
                    comparison.basis(),
                    model.tableNames().size(),
                    comparison.differences(),
                    watch.phases());
        });
    }
}
