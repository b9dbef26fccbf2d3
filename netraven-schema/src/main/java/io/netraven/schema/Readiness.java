package io.netraven.schema;

import io.netraven.schema.SchemaException.NotReady;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.internal.catalog.FastPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of {@link SchemaEngine#awaitReady()}: looks until the schema is ready, and never writes. */
final class Readiness {

    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    private final Settings settings;
    private final Patience patience;
    private String reason = "";
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
                        + reason + ". Run init as the owner of the schema.");
            }
            patience.pause();
        }
    }

    private Optional<SchemaStatus> look(Connection connection) throws SQLException {
        SchemaStatus status = StatusQuery.run(settings, connection);
        return switch (status.state()) {
            case READY -> Optional.of(status);
            case EMPTY -> notReady("nothing has been made in namespace " + settings.namespace() + " yet");
            case NOT_RECORDED ->
                notReady("release " + settings.model().version() + " is not recorded in the schema's history");
            case CHANGED -> compareInFull(connection, status);
        };
    }

    /** A fingerprint may differ without a difference that matters; it is compared once for each fingerprint. */
    private Optional<SchemaStatus> compareInFull(Connection connection, SchemaStatus status) throws SQLException {
        FastPath now = StatusQuery.ask(settings, connection);
        if (now.equals(compared)) {
            return Optional.empty();
        }
        compared = now;
        ValidationReport report = Validation.run(settings, connection);
        return report.breaking().isEmpty()
                ? Optional.of(StatusQuery.status(settings, State.READY, now, status.installed()))
                : notReady(report.breaking().get(0).message());
    }

    private Optional<SchemaStatus> notReady(String why) {
        if (!why.equals(reason)) {
            reason = why;
            log.info("Waiting for the schema: {}", why);
        }
        return Optional.empty();
    }
}
