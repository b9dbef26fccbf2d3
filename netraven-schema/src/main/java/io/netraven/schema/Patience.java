package io.netraven.schema;

import io.netraven.schema.SchemaException.AccessRefused;
import io.netraven.schema.SchemaException.DatabaseUnavailable;
import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.SchemaException.LockTimeout;
import io.netraven.schema.SchemaException.StatementFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs work on a connection, again and again while the reason for its failure may pass: exponential backoff with
 * jitter, until the deadline that the reason has. Serves one call of the engine.
 */
final class Patience {

    /** Work that may be done again from its beginning. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_STANDSTILLS = 10;

    private final Settings settings;
    private final Stopwatch watch = new Stopwatch();
    private Duration pause = FIRST_PAUSE;
    private int attempts;
    private String lastReason = "";
    /** Since the first of the attempts in a row that met a lock. */
    private @Nullable Stopwatch contended;

    Patience(Settings settings) {
        this.settings = settings;
    }

    <T> T run(Work<T> work) {
        while (true) {
            attempts++;
            Stopwatch attempt = new Stopwatch();
            try (Connection connection = settings.dataSource().getConnection()) {
                ServerKind.requireSupported(connection);
                return PrivilegeAdvice.explained(
                        connection,
                        settings,
                        PrivilegeAdvice::toReader,
                        session -> ServerPreparation.without(session, work));
            } catch (SQLException e) {
                SqlFailure failure = SqlFailure.of(e);
                contended = failure.kind() != SqlFailure.Kind.LOCKED ? null : contended == null ? attempt : contended;
                Duration left = left(failure);
                if (left != null && (left.isZero() || left.isNegative())) {
                    throw exception(failure, failure.withoutDetail(e));
                }
                logOnce(failure);
                pauseAtMost(left);
            }
        }
    }

    /** Waits before another look, without a failure: for a schema that somebody else makes, or a lock. */
    void pause() {
        pauseAtMost(remaining());
    }

    boolean isOver() {
        return settings.deadline() != null && watch.elapsed().compareTo(settings.deadline()) >= 0;
    }

    Duration waited() {
        return watch.elapsed();
    }

    private @Nullable Duration remaining() {
        return settings.deadline() == null ? null : settings.deadline().minus(watch.elapsed());
    }

    /** Returns how long such a failure is still tried again; null for ever. */
    private @Nullable Duration left(SqlFailure failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE, RACED -> remaining();
            // The next attempt finds what another session has made, unless the model asks for a name that is taken.
            case THERE_ALREADY -> failure.message().equals(lastReason) ? Duration.ZERO : FIRST_PAUSE;
            // However long it stood still: the deadline is for a server that is away.
            case STOOD_STILL -> attempts < MOST_STANDSTILLS ? LONGEST_PAUSE : Duration.ZERO;
            case LOCKED -> settings.lockTimeout().minus(contended == null ? Duration.ZERO : contended.elapsed());
            case ACCESS -> settings.accessGrace().minus(watch.elapsed());
            case PRIVILEGE, STATEMENT -> Duration.ZERO;
        };
    }

    private void pauseAtMost(@Nullable Duration limit) {
        long millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
        if (limit != null) {
            millis = Math.max(1, Math.min(millis, limit.toMillis()));
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable(
                    "Interrupted while waiting for the database.", attempts, watch.elapsed(), null);
        }
    }

    private void logOnce(SqlFailure failure) {
        if (!failure.message().equals(lastReason)) {
            lastReason = failure.message();
            LoggerFactory.getLogger(Patience.class).info("{}: {}", waitingFor(failure.kind()), failure.message());
        }
    }

    private static String waitingFor(SqlFailure.Kind kind) {
        return switch (kind) {
            case LOCKED -> "Waiting for a lock";
            case RACED, THERE_ALREADY -> "Trying again after a change by another session";
            default -> "Waiting for the database";
        };
    }

    private SchemaException exception(SqlFailure failure, SQLException cause) {
        String message = failure.message();
        return switch (failure.kind()) {
            case UNAVAILABLE ->
                unavailable(
                        "The database was not available within " + Stopwatch.words(watch.elapsed()) + " (" + attempts()
                                + "): " + message + ". " + failure.advice(),
                        cause);
            case STOOD_STILL ->
                unavailable(
                        "The server ended the session of this process, which stood still for too long (" + attempts()
                                + "): " + message + ". Give the process more CPU time and start it again.",
                        cause);
            case LOCKED -> lockTimeout(failure, cause);
            case ACCESS ->
                new AccessRefused("Access refused: " + message + ". " + failure.advice(), failure.sqlState(), cause);
            case PRIVILEGE ->
                new InsufficientPrivilege(
                        "The role may not do what is needed: " + message + ". Grant it, or run as the owner.",
                        "",
                        cause);
            case RACED ->
                statementFailed(failure, "; " + attempts() + " within " + Stopwatch.words(watch.elapsed()), cause);
            case THERE_ALREADY, STATEMENT -> statementFailed(failure, "", cause);
        };
    }

    private DatabaseUnavailable unavailable(String message, SQLException cause) {
        return new DatabaseUnavailable(message, attempts, watch.elapsed(), cause);
    }

    private String attempts() {
        return attempts + (attempts == 1 ? " attempt" : " attempts");
    }

    private static StatementFailed statementFailed(SqlFailure failure, String howOften, SQLException cause) {
        return new StatementFailed(
                "The server refused a statement (SQLSTATE " + failure.sqlState() + howOften + "): "
                        + failure.message()
                        + (failure.advice().isEmpty() ? "" : ". " + failure.advice())
                        + (failure.statement().isEmpty() ? "" : "\n" + failure.statement()),
                failure.statement(),
                failure.sqlState(),
                cause);
    }

    private LockTimeout lockTimeout(SqlFailure failure, SQLException cause) {
        String holder = LockHolder.ofTable(settings, failure.statement());
        return new LockTimeout(
                "A lock was not to be had within " + Stopwatch.words(settings.lockTimeout()) + ": " + failure.message()
                        + ". " + (holder.equals(LockHolder.UNKNOWN) ? "" : "Held by " + holder + ". ")
                        + LockHolder.advice(holder),
                holder,
                cause);
    }
}
