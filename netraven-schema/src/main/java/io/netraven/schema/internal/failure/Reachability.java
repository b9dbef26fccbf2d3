package io.netraven.schema.internal.failure;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Whether there is a server to work with, as a failure tells it: by SQLSTATE (PostgreSQL manual, appendix A), by the
 * fields of the error and by the driver's causes. Never by words of the server, which it translates.
 */
public enum Reachability {
    /** No session now; there may be one later. */
    AWAY,
    /** No session for this login, database or certificate, now or later. */
    REFUSED,
    /** There is a session; what failed was done with it. */
    REACHED;

    /**
     * Tells it of a failure.
     *
     * @param failure what the driver or a pool threw, with or without a cause
     */
    public static Reachability of(SQLException failure) {
        SQLException telling = telling(failure);
        String state = telling.getSQLState();
        return switch (state == null ? "" : state) {
            case "08000", "08001", "08003", "08006" -> isUntrusted(telling) ? REFUSED : AWAY;
            case "57P01", "57P02", "57P03", "57P05", "53300", "25006", "" -> AWAY;
            case "28P01", "28000", "3D000", "08004" -> REFUSED;
            case "08P01" -> ofPooler(telling);
            case "55000" -> isClosedDatabase(server(telling)) ? AWAY : REACHED;
            default -> REACHED;
        };
    }

    /** Pools wrap the exception that has the SQLSTATE. */
    private static SQLException telling(SQLException failure) {
        return causes(failure)
                .filter(PSQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(failure);
    }

    /** PgBouncer hands on the server's refusals without their codes, in the server's language: they may pass. */
    private static Reachability ofPooler(SQLException failure) {
        ServerErrorMessage server = server(failure);
        if (server != null && server.getRoutine() != null) {
            // Of a server itself: it did not understand what the driver sent.
            return REACHED;
        }
        String message = server == null ? failure.getMessage() : server.getMessage();
        return PoolerRefusal.isFinal(String.valueOf(message)) ? REFUSED : AWAY;
    }

    /**
     * A database that takes no sessions, such as while another takes its name ({@code CheckMyDatabase} in PostgreSQL's
     * {@code postinit.c}). A pooler that hands on the code leaves out the routine; every refused login is FATAL. One that
     * an interrupted DROP DATABASE has left is refused elsewhere.
     */
    private static boolean isClosedDatabase(@Nullable ServerErrorMessage server) {
        if (server == null) {
            return false;
        }
        return server.getRoutine() == null
                ? "FATAL".equals(server.getSeverity())
                : "CheckMyDatabase".equals(server.getRoutine());
    }

    /** A certificate that does not fit, or that cannot be read, will not do so later. */
    private static boolean isUntrusted(SQLException failure) {
        boolean refused = has(failure, SSLHandshakeException.class)
                || has(failure, SSLKeyException.class)
                || has(failure, SSLPeerUnverifiedException.class)
                || has(failure, GeneralSecurityException.class)
                || has(failure, FileNotFoundException.class)
                || has(failure, NoSuchFileException.class);
        // Of a name that is not the certificate's the driver tells by the class that found it.
        return (refused && !has(failure, EOFException.class))
                || String.valueOf(failure.getMessage()).contains("HostnameVerifier");
    }

    private static boolean has(Throwable failure, Class<?> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause);
    }

    private static @Nullable ServerErrorMessage server(SQLException failure) {
        return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }
}
