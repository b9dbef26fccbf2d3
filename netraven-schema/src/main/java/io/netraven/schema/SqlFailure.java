package io.netraven.schema;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an exception of the driver means to the engine.
 *
 * @param kind what to do about it
 * @param sqlState five characters, empty where there are none
 * @param message the server's sentence, or the driver's, without the detail, which may quote a row
 * @param statement the statement that failed, empty where it is not known
 */
record SqlFailure(Kind kind, String sqlState, String message, String statement) {

    /** What to do about a failure. PostgreSQL manual, appendix A, and what pgjdbc makes of it. */
    enum Kind {
        /** Try again until the deadline. */
        UNAVAILABLE,
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
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof PSQLException telling) {
                return telling;
            }
        }
        return failure instanceof BatchUpdateException && failure.getNextException() != null
                ? failure.getNextException()
                : failure;
    }

    private static Kind kind(SQLException failure, String state) {
        return switch (state) {
            case "08000", "08001", "08003", "08006" -> isUntrusted(failure) ? Kind.ACCESS : Kind.UNAVAILABLE;
            case "57P01", "57P02", "57P03", "53300", "25006", "" -> Kind.UNAVAILABLE;
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

    private static boolean isUntrusted(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SSLHandshakeException || t instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isServerAway(String message) {
        return message.contains("connect to server")
                || message.contains("server_login_retry")
                || message.contains("server conn crashed")
                || message.contains("query_wait_timeout")
                || message.contains("shutting down")
                || message.contains("max_client_conn");
    }

    private static String message(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException telling ? telling.getServerErrorMessage() : null;
        String message = server == null ? failure.getMessage() : server.getMessage();
        return message == null ? failure.getClass().getSimpleName() : firstLine(message);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String statement(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof StatementBatch.Failed failed) {
                return failed.statement();
            }
        }
        return "";
    }
}
