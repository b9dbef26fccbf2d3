package io.netraven.schema;

import io.netraven.schema.SchemaException.ServerUnsupported;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Which server answers: PostgreSQL of a release that has what the engine needs, or something else that speaks its
 * protocol. All of it comes with the connection, so that asking costs no round trip, and nothing is changed before.
 */
final class ServerKind {

    private static final int OLDEST = 14;

    /** In {@code server_version}, as YugabyteDB has it: 15.2-YB-2.25.0.0-b0. */
    private static final String YUGABYTE = "-YB-";

    /** A parameter that CockroachDB reports besides the release of PostgreSQL that it poses as. */
    private static final String COCKROACH = "crdb_version";

    private static final String NO_ROLLBACK =
            ", which does not take all of a transaction back: an init that fails would leave half a schema.";

    private ServerKind() {}

    /**
     * Refuses a server that the engine does not work on.
     *
     * @throws ServerUnsupported and says why
     */
    static void requireSupported(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        int release = connection.getMetaData().getDatabaseMajorVersion();
        String cockroach = parameter(connection, COCKROACH);
        if (cockroach != null) {
            throw refuse("CockroachDB (" + cockroach + ")" + NO_ROLLBACK);
        }
        if (version.contains(YUGABYTE)) {
            throw refuse("YugabyteDB (" + version + ")" + NO_ROLLBACK);
        }
        if (release < OLDEST) {
            throw refuse("PostgreSQL " + version + ", or says that it is.");
        }
    }

    private static @Nullable String parameter(Connection connection, String name) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? connection.unwrap(PGConnection.class).getParameterStatus(name)
                : null;
    }

    private static ServerUnsupported refuse(String what) {
        return new ServerUnsupported("The server is " + what + " Nothing was changed. NetRaven needs PostgreSQL "
                + OLDEST + " or newer: docs/high-availability.md says which servers that are.");
    }
}
