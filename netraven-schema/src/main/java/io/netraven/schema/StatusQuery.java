package io.netraven.schema;

import io.netraven.schema.SchemaStatus.Installation;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.internal.catalog.CatalogScope;
import io.netraven.schema.internal.catalog.FastPath;
import io.netraven.schema.internal.catalog.History;
import io.netraven.schema.internal.definition.TableScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One call of {@link SchemaEngine#status()}, on one connection. */
final class StatusQuery {

    private StatusQuery() {}

    static FastPath ask(Settings settings, Connection connection) throws SQLException {
        SchemaModel model = settings.model();
        return FastPath.ask(
                connection,
                TransactionLimits.sql(settings),
                model.scope(settings.namespace()),
                model.checksum(),
                TableScript.in(settings.namespace(), model.seeded()));
    }

    static SchemaStatus run(Settings settings, Connection connection) throws SQLException {
        CatalogScope scope = settings.model().scope(settings.namespace());
        FastPath database = ask(settings, connection);
        History history = new History(connection, scope);
        boolean exists = history.exists();
        Optional<Installation> newest = exists ? history.newest() : Optional.empty();
        State state = database.isReady()
                ? State.READY
                : newest.isEmpty()
                        ? State.EMPTY
                        : history.hasRecorded(settings.model().checksum()) ? State.CHANGED : State.NOT_RECORDED;
        return status(settings, state, database, newest);
    }

    static SchemaStatus status(Settings settings, State state, FastPath database, Optional<Installation> newest) {
        SchemaModel model = settings.model();
        return new SchemaStatus(
                state,
                model.name(),
                model.version(),
                model.checksum(),
                settings.namespace(),
                database.serverVersion(),
                database.database(),
                database.user(),
                database.liveFingerprint(),
                newest);
    }
}
