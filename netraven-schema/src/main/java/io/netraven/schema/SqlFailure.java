package io.netraven.schema;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an exception of the driver means to the engine.
 *
 * @param kind what to do about it
 * @param sqlState five characters, empty where there are none
 * @param message the server's sentence, or the driver's, without a full stop, and without the detail, which may quote
 *     a row
 * @param statement the statement that failed, empty where it is not known
 */
record SqlFailure(Kind kind, String sqlState, String message, String statement) {

    /** What a message of a message of an exception begins with, for nobody's benefit. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z0-9]+\\.)+[A-Z]\\w*(?:Exception|Error): ");

    /** What to do about a failure. PostgreSQL manual, appendix A, and what pgjdbc makes of it. */
    enum Kind {
        /** Try again until the deadline. */
        UNAVAILABLE,
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
        return new SqlFailure(kind(telling, state), state, message(telling), statement(failure));
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
        return switch (state) {
            case "08000", "08001", "08003", "08006" -> isUntrusted(failure) ? Kind.ACCESS : Kind.UNAVAILABLE;
            case "57P01", "57P02", "57P03", "57P05", "53300", "25006", "" -> Kind.UNAVAILABLE;
            case "25P03" -> Kind.STOOD_STILL;
            case "55P03", "40P01", "40001" -> Kind.LOCKED;
            case "28P01", "28000", "3D000", "08004" -> Kind.ACCESS;
            // PgBouncer's code for everything, from a wrong password to a server that is away.
            case "08P01" -> isServerAway(message(failure)) ? Kind.UNAVAILABLE : Kind.ACCESS;
            case "42501" -> Kind.PRIVILEGE;
            // ALTER DATABASE ... SET by two sessions at once.
            case "XX000" -> message(failure).contains("concurrently updated") ? Kind.LOCKED : Kind.STATEMENT;
            default -> Kind.STATEMENT;
        };
    }

    /** A certificate that does not fit, or that cannot be read, will not do so later. */
    private static boolean isUntrusted(SQLException failure) {
        boolean refused = first(SSLHandshakeException.class, failure).isPresent()
                || first(SSLPeerUnverifiedException.class, failure).isPresent()
                || first(GeneralSecurityException.class, failure).isPresent()
                || first(FileNotFoundException.class, failure).isPresent()
                || first(NoSuchFileException.class, failure).isPresent();
        // Of a name that is not the certificate's the driver tells by the class that found it.
        return (refused && first(EOFException.class, failure).isEmpty())
                || String.valueOf(failure.getMessage()).contains("HostnameVerifier");
    }

    private static boolean isServerAway(String message) {
        return message.contains("connect to server")
                || message.contains("server_login_retry")
                || message.contains("server conn crashed")
                || message.contains("server closed the connection")
                || message.contains("query_wait_timeout")
                || message.contains("shutting down")
                // What the server itself said of 57P03 and 53300, which PgBouncer hands on without the code.
                || message.contains("starting up")
                || message.contains("recovery mode")
                || message.contains("not yet accepting connections")
                || message.contains("too many clients already")
                || message.contains("remaining connection slots are reserved")
                || message.contains("max_client_conn");
    }

    private static String message(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException telling ? telling.getServerErrorMessage() : null;
        String message = server == null ? failure.getMessage() : server.getMessage();
        String sentence = message == null ? failure.getClass().getSimpleName() : firstLine(message);
        return sentence + reason(failure);
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
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
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
