package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import io.netraven.schema.ValidationReport.Basis;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One call of {@link SchemaEngine#validate()}, on one connection. */
final class Validation {

    private Validation() {}

    static ValidationReport run(Settings settings, Connection connection) throws SQLException {
        Stopwatch watch = new Stopwatch();
        return Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            Place place = Place.ask(session);
            Comparison comparison = new Inspection(settings, session, place).compare();
            watch.lap("compare");
            return report(settings, place.serverVersion(), comparison.basis(), comparison.differences(), watch);
        });
    }

    /** Writes the plan. Where no table exists yet, the login becomes the owner. */
    static String plan(Settings settings, Connection connection) throws SQLException {
        return Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            Inspection inspection = new Inspection(settings, session, Place.ask(session));
            Comparison comparison = inspection.compare();
            return Plan.of(settings, comparison.differences()).render(inspection.owner(comparison.live()));
        });
    }

    /** Reports what was found, here and where {@code initialize} refuses because of it. */
    static ValidationReport report(
            Settings settings, String serverVersion, Basis basis, List<SchemaDifference> differences, Stopwatch watch) {
        SchemaModel model = settings.model();
        return new ValidationReport(
                model.name(),
                model.version(),
                model.checksum(),
                settings.namespace(),
                serverVersion,
                basis,
                model.tableNames().size(),
                differences,
                watch.phases());
    }
}
