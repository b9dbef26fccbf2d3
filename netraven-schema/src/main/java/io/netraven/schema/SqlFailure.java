package io.netraven.schema;

import io.netraven.schema.internal.failure.Reachability;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLKeyException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an exception of the driver means to the engine.
 *
 * @param kind what to do about it
 * @param sqlState five characters, empty where there are none
 * @param message the server's sentence, or the driver's, without a full stop, and without the detail, which may quote
 *     a row; with it where it names the objects that depend on one
 * @param statement the statement that failed, empty where it is not known
 * @param advice what to do, in sentences; empty where only the caller can tell
 */
record SqlFailure(Kind kind, String sqlState, String message, String statement, String advice) {

    /** What a message of a message of an exception begins with, for nobody's benefit. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z0-9]+\\.)+[A-Z]\\w*(?:Exception|Error): ");

    /**
     * Where PostgreSQL 14 to 18 finds that a row was changed or deleted meanwhile ({@code heapam.c}, {@code tableam.c}):
     * "tuple concurrently updated", "tuple concurrently deleted".
     */
    private static final Set<String> CHANGED_ROW = Set.of(
            "simple_heap_update", "simple_heap_delete", "simple_table_tuple_update", "simple_table_tuple_delete");

    /**
     * Where PostgreSQL 14 to 18 refuses to drop an object or to alter a column's type because of others ({@code
     * dependency.c}, {@code user.c}, {@code tablecmds.c}).
     */
    private static final Set<String> DEPENDENTS = Set.of(
            "reportDependentObjects",
            "findDependentObjects",
            "DropRole",
            "ATExecAlterColumnType",
            "RememberAllDependentForRebuilding");

    /** What to do about a failure. PostgreSQL manual, appendix A, and what pgjdbc makes of it. */
    enum Kind {
        /** Try again until the deadline. */
        UNAVAILABLE,
        /** Another session is changing the same row of the catalogue: try again until the deadline. */
        RACED,
        /** There is an object of this name: try again once, as another session may have just made it. */
        THERE_ALREADY,
        /** This process stood still, and the server has ended its transaction: try again. */
        STOOD_STILL,
        /** Try again within the lock's budget. */
        LOCKED,
        /** Say so at once. */
        ACCESS,
        /** Say so at once, with the administrator's SQL. */
        PRIVILEGE,
        /** Say so at once, with the statement. */
        STATEMENT
    }

    static SqlFailure of(SQLException failure) {
        SQLException telling = telling(failure);
        String state = telling.getSQLState() == null ? "" : telling.getSQLState();
        Kind kind = kind(telling, state);
        Optional<SSLKeyException> ofFile = first(SSLKeyException.class, failure);
        if (ofFile.isPresent()) {
            return ofFile(kind, state, String.valueOf(ofFile.get().getMessage()));
        }
        String message = message(telling);
        String statement = statement(failure);
        String advice = FailureAdvice.of(kind, state, message, server(telling), statement);
        return new SqlFailure(kind, state, message, statement, advice);
    }

    /** A file with a key or a certificate: found first, then what to do. */
    private static SqlFailure ofFile(Kind kind, String state, String text) {
        int end = text.indexOf(". ");
        return end < 0
                ? new SqlFailure(kind, state, text, "", "")
                : new SqlFailure(kind, state, text.substring(0, end), "", text.substring(end + 2) + ".");
    }

    /** Returns the exception to hand on as a cause: the same place and state, without the server's detail. */
    SQLException withoutDetail(SQLException failure) {
        SQLException copy = new SQLException(message, sqlState);
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    /** Pools and batches wrap the exception that has the SQLSTATE. */
    private static SQLException telling(SQLException failure) {
        Optional<PSQLException> telling = first(PSQLException.class, failure);
        if (telling.isPresent()) {
            return telling.get();
        }
        return failure instanceof BatchUpdateException && failure.getNextException() != null
                ? failure.getNextException()
                : failure;
    }

    private static Kind kind(SQLException failure, String state) {
        return switch (Reachability.of(failure)) {
            case AWAY -> Kind.UNAVAILABLE;
            case REFUSED -> Kind.ACCESS;
            case REACHED -> kindOfAnswer(failure, state);
        };
    }

    private static Kind kindOfAnswer(SQLException failure, String state) {
        return switch (state) {
            case "25P03" -> Kind.STOOD_STILL;
            case "55P03", "40P01", "40001" -> Kind.LOCKED;
            case "42501" -> Kind.PRIVILEGE;
            case "23505" -> isOfCatalogue(failure) ? Kind.RACED : Kind.STATEMENT;
            case "XX000" -> isOfChangedRow(failure) ? Kind.RACED : Kind.STATEMENT;
            case "42710", "42P06", "42P07" -> Kind.THERE_ALREADY;
            default -> Kind.STATEMENT;
        };
    }

    /** Two sessions make an extension, a schema or a role of one name; IF NOT EXISTS does not see what is in flight. */
    private static boolean isOfCatalogue(SQLException failure) {
        return server(failure).map(ServerErrorMessage::getSchema).orElse("").equals("pg_catalog");
    }

    /** Two sessions change a row of the catalogue, as by ALTER DATABASE ... SET. */
    private static boolean isOfChangedRow(SQLException failure) {
        return CHANGED_ROW.contains(
                server(failure).map(ServerErrorMessage::getRoutine).orElse(""));
    }

    private static Optional<ServerErrorMessage> server(SQLException failure) {
        return failure instanceof PSQLException telling
                ? Optional.ofNullable(telling.getServerErrorMessage())
                : Optional.empty();
    }

    private static String message(SQLException failure) {
        String message = server(failure).map(ServerErrorMessage::getMessage).orElseGet(failure::getMessage);
        String sentence = message == null ? failure.getClass().getSimpleName() : firstLine(message);
        return sentence + dependents(failure) + reason(failure);
    }

    /** The server's detail, only where it can name nothing but objects of the catalogue. */
    private static String dependents(SQLException failure) {
        Optional<ServerErrorMessage> server = server(failure);
        String routine = server.map(ServerErrorMessage::getRoutine).orElse("");
        String detail = server.map(ServerErrorMessage::getDetail).orElse("");
        return DEPENDENTS.contains(routine) && !detail.isEmpty()
                ? ": " + detail.lines().map(SqlFailure::withoutFullStop).collect(Collectors.joining("; "))
                : "";
    }

    private static String withoutFullStop(String line) {
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** What the driver leaves to the cause alone. */
    private static String reason(SQLException failure) {
        Optional<UnknownHostException> unknown = first(UnknownHostException.class, failure);
        if (unknown.isPresent()) {
            return " (unknown host " + unknown.get().getMessage() + ")";
        }
        return first(SocketTimeoutException.class, failure).isPresent() ? " (no answer in time)" : "";
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        String plain = CLASS_NAME.matcher(line).replaceAll("");
        return withoutFullStop(plain);
    }

    private static String statement(SQLException failure) {
        return first(StatementBatch.Failed.class, failure)
                .map(StatementBatch.Failed::statement)
                .orElse("");
    }

    static <T extends Throwable> Optional<T> first(Class<T> type, Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
