package io.netraven.credentials.internal.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an exception of the driver says, without the server's detail, which may quote a row. */
public final class SqlState {

    private SqlState() {}

    /** The server's code, empty where there is none. */
    public static String of(SQLException failure) {
        String state = telling(failure).getSQLState();
        return state == null ? "" : state;
    }

    /** The constraint that refused a row, empty where it was none. */
    public static String constraint(SQLException failure) {
        return server(failure).map(ServerErrorMessage::getConstraint).orElse("");
    }

    /** The table that refused a row, empty where it was none. */
    public static String table(SQLException failure) {
        return server(failure).map(ServerErrorMessage::getTable).orElse("");
    }

    /** The server's sentence, or the driver's. */
    public static String message(SQLException failure) {
        Optional<String> sentence = server(failure).map(ServerErrorMessage::getMessage);
        String message =
                sentence.orElseGet(() -> String.valueOf(telling(failure).getMessage()));
        return message.lines().findFirst().orElse("");
    }

    /**
     * The exception to hand on as a cause: the same place, code, object and routine, without the server's detail. What
     * the driver itself says of the network or a certificate keeps its cause, in which there is no row.
     */
    public static SQLException withoutDetail(SQLException failure) {
        SQLException copy = server(failure)
                .<SQLException>map(server -> new PSQLException(withoutDetail(server), false))
                .orElseGet(() -> new SQLException(
                        message(failure), of(failure), telling(failure).getCause()));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    /** As on the wire: a field's letter, its text, and zero (PostgreSQL manual, error and notice message fields). */
    private static ServerErrorMessage withoutDetail(ServerErrorMessage server) {
        return new ServerErrorMessage(field('S', server.getSeverity())
                + field('C', server.getSQLState())
                + field('M', server.getMessage())
                + field('s', server.getSchema())
                + field('t', server.getTable())
                + field('R', server.getRoutine()));
    }

    private static String field(char letter, @Nullable String text) {
        return text == null ? "" : letter + text + '\0';
    }

    private static Optional<ServerErrorMessage> server(SQLException failure) {
        return telling(failure) instanceof PSQLException postgres
                ? Optional.ofNullable(postgres.getServerErrorMessage())
                : Optional.empty();
    }

    /** Pools wrap the exception that has the code. */
    private static SQLException telling(SQLException failure) {
        return Stream.<Throwable>iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .filter(PSQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(failure);
    }
}
