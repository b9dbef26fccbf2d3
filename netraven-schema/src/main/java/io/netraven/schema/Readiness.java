package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import io.netraven.schema.SchemaException.NotReady;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.internal.catalog.FastPath;
import io.netraven.schema.internal.catalog.History;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One call of {@link SchemaEngine#awaitReady()}: looks until the schema is ready, and never writes. */
final class Readiness {

    private static final String RUN_INIT = "Run init as the owner of the schema";

    private final Settings settings;
    private final Patience patience;
    private String reason = "";
    private String advice = "";
    private String logged = "";
    private @Nullable FastPath compared;

    Readiness(Settings settings) {
        this.settings = settings;
        this.patience = new Patience(settings);
    }

    SchemaStatus await() {
        while (true) {
            Optional<SchemaStatus> ready = patience.run(this::look);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (patience.isOver()) {
                throw new NotReady("The schema was not ready within " + Stopwatch.words(patience.waited()) + ": "
                        + reason + ". " + advice);
            }
            logOnce();
            patience.pause();
        }
    }

    private Optional<SchemaStatus> look(Connection connection) throws SQLException {
        FastPath database = StatusQuery.ask(settings, connection);
        State state = StatusQuery.state(settings, connection, database);
        return switch (state) {
            case READY -> ready(connection, database, Forecast.nothing());
            case EMPTY ->
                notReady("nothing has been made in namespace " + settings.namespace() + " yet", RUN_INIT + ".");
            case NOT_RECORDED -> notRecorded(connection);
            case CHANGED -> compareInFull(connection, database);
        };
    }

    /** A fingerprint may differ without a difference that matters; it is compared once for each fingerprint. */
    private Optional<SchemaStatus> compareInFull(Connection connection, FastPath database) throws SQLException {
        if (database.equals(compared)) {
            return Optional.empty();
        }
        compared = database;
        Comparison comparison = Inspection.alone(settings, connection, Place.of(database));
        List<SchemaDifference> breaking = comparison.breaking();
        return breaking.isEmpty()
                ? ready(connection, database, forecast(connection, comparison))
                : notReady(breaking.get(0).message(), RUN_INIT + "; it says whether upgrade is needed.");
    }

    /** A model without its extensions, or with a service's own tables, is another one, of the same release. */
    private Optional<SchemaStatus> notRecorded(Connection connection) throws SQLException {
        SchemaModel model = settings.model();
        boolean withOtherSettings = new History(connection, settings.scope())
                .releases().stream()
                        .anyMatch(release -> release.model().equals(model.name())
                                && release.version().equals(model.version()));
        return withOtherSettings
                ? notReady(
                        "init made release " + model.version() + " from another model than this program has",
                        "Give both the same settings, such as --no-extensions (NETRAVEN_EXTENSIONS=false), or run init"
                                + " with this program's.")
                : notReady("release " + model.version() + " is not recorded in the schema's history", RUN_INIT + ".");
    }

    private Forecast forecast(Connection connection, Comparison comparison) throws SQLException {
        return Forecast.of(settings, comparison, Rights.ask(connection, settings.namespace()), true);
    }

    private Optional<SchemaStatus> ready(Connection connection, FastPath database, Forecast forecast)
            throws SQLException {
        return Optional.of(StatusQuery.status(settings, connection, State.READY, database, Optional.empty(), forecast));
    }

    private Optional<SchemaStatus> notReady(String why, String whatToDo) {
        reason = why;
        advice = whatToDo;
        return Optional.empty();
    }

    private void logOnce() {
        if (!reason.equals(logged)) {
            logged = reason;
            LoggerFactory.getLogger(Readiness.class).info("Waiting for the schema: {}", reason);
        }
    }
}
