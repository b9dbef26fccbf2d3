package io.netraven.schema;

import java.util.Optional;
import java.util.Set;
import org.postgresql.util.ServerErrorMessage;

/**
 * What to do about a failure, as far as its SQLSTATE, its fields and the statement tell. Not for a missing privilege,
 * whose advice is SQL.
 */
final class FailureAdvice {

    /** No file of the extension (14), no such extension (15 and newer, and managed servers), or a hook of theirs. */
    private static final Set<String> NO_EXTENSION = Set.of("58P01", "0A000", "42704", "P0001");

    private FailureAdvice() {}

    /** Returns a sentence with its full stop; empty where there is nothing to add. */
    static String of(
            SqlFailure.Kind kind,
            String sqlState,
            String message,
            Optional<ServerErrorMessage> server,
            String statement) {
        return switch (kind) {
            case UNAVAILABLE -> toReach(sqlState);
            case ACCESS -> toLogIn(sqlState, message);
            case RACED -> "Usually another session changes the same object: wait until it ends, then start again.";
            case THERE_ALREADY -> "Another object has this name: rename it, or drop it if nothing uses it.";
            case STATEMENT -> onStatement(sqlState, message, server, statement);
            case STOOD_STILL, LOCKED, PRIVILEGE -> "";
        };
    }

    private static String toReach(String sqlState) {
        return switch (sqlState) {
            case "53300" -> "Raise the limit of connections, or end sessions that are not needed.";
            case "55000" -> "ALTER DATABASE ... ALLOW_CONNECTIONS true lets sessions in again.";
            case "08P01" ->
                "PgBouncer hands on a server's refusal without its code: check its log, and what it connects to.";
            default -> "Check that the server runs, that the address is right and that it takes writes.";
        };
    }

    private static String toLogIn(String sqlState, String message) {
        return switch (sqlState) {
            case "28P01" -> "Check the user's name and password.";
            case "08000", "08001", "08003", "08006" -> "Check the TLS mode, the root certificate and the host's name.";
            case "08P01" ->
                message.startsWith("unsupported ")
                        ? "Name it in PgBouncer's setting ignore_startup_parameters."
                        : "Check user, password, database and TLS mode, and what PgBouncer has of them.";
            case "3D000" -> "Create the database or correct its name.";
            default -> "Check user, password, database, client certificate, TLS mode and the server's pg_hba.conf.";
        };
    }

    private static String onStatement(
            String sqlState, String message, Optional<ServerErrorMessage> server, String statement) {
        // The name of a parameter, which is never translated.
        if (sqlState.equals("22023") && message.contains("\"TimeZone\"")) {
            return "The server does not know this JVM's time zone: start the JVM with -Duser.timezone=UTC.";
        }
        boolean makesExtension = statement.startsWith("CREATE EXTENSION");
        if (makesExtension && NO_EXTENSION.contains(sqlState)) {
            return "The server does not have this extension, or does not allow it: install PostgreSQL's contrib package"
                    + " there, allow-list the extension at the provider, or start with --no-extensions.";
        }
        if (makesExtension && sqlState.equals("3F000")) {
            return "Create the schema that the extension is to be in, or start with --no-extensions.";
        }
        boolean locks = server.map(ServerErrorMessage::getRoutine).orElse("").contains("Lock");
        return sqlState.equals("53200") && locks
                ? "The server's table of locks is full: raise max_locks_per_transaction there and restart it."
                : "";
    }
}
