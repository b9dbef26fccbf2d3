package io.netraven.schema;

import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.internal.catalog.FastPath;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.catalog.Predecessors;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call of {@link SchemaEngine#status()}, on one connection. */
final class StatusQuery {

    private StatusQuery() {}

    static FastPath ask(Settings settings, Connection connection) throws SQLException {
        SchemaModel model = settings.model();
        return FastPath.ask(
                connection,
                TransactionLimits.sql(settings),
                settings.scope(),
                model.checksum(),
                TableScript.in(settings.namespace(), model.seeded()),
                model.seededColumns());
    }

    static SchemaStatus run(Settings settings, Connection connection) throws SQLException {
        FastPath database = ask(settings, connection);
        State state = state(settings, connection, database);
        if (state == State.READY) {
            return status(settings, connection, state, database, Optional.empty(), Forecast.nothing());
        }
        return Transaction.run(connection, session -> {
            TransactionLimits.apply(session, settings);
            Forecast forecast = Forecast.of(
                    settings,
                    new Inspection(settings, session, Place.of(database)).compare(),
                    Rights.ask(session, settings.namespace()),
                    state == State.CHANGED);
            Optional<Predecessor> predecessor =
                    Predecessors.find(session, settings.model().predecessors(), settings.namespace());
            boolean refused =
                    predecessor.isPresent() || (state == State.EMPTY && !DatabaseEncoding.isSupported(session));
            return status(settings, session, state, database, predecessor, refused ? forecast.refused() : forecast);
        });
    }

    /** Whether the program can run, without a comparison. */
    static State state(Settings settings, Connection connection, FastPath database) throws SQLException {
        if (database.isReady()) {
            return State.READY;
        }
        History history = new History(connection, settings.scope());
        if (!history.exists()) {
            return State.EMPTY;
        }
        return history.hasRecorded(settings.model().checksum()) ? State.CHANGED : State.NOT_RECORDED;
    }

    static SchemaStatus status(
            Settings settings,
            Connection connection,
            State state,
            FastPath database,
            Optional<Predecessor> predecessor,
            Forecast forecast)
            throws SQLException {
        SchemaModel model = settings.model();
        List<Installation> others =
                state == State.EMPTY ? new ArrayList<>() : new History(connection, settings.scope()).newest();
        Optional<Installation> own = others.stream()
                .filter(installation -> installation.model().equals(model.name()))
                .findFirst();
        own.ifPresent(others::remove);
        return new SchemaStatus(
                state,
                model.name(),
                model.version(),
                model.checksum(),
                settings.namespace(),
                database.serverVersion(),
                database.database(),
                database.user(),
                model.tableNames(),
                database.liveFingerprint(),
                own,
                others,
                predecessor,
                forecast);
    }
}
