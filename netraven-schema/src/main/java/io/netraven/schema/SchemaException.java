package io.netraven.schema;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engine's question could not be answered. Differences are values; this is everything else. Each leaf says what
 * failed, on which object, and what to do; none carries a password or a URL with one. Immutable, as far as a {@link
 * Throwable} can be.
 */
public abstract sealed class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The database did not answer until the deadline. Trying again later may help. */
    public static final class DatabaseUnavailable extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final int attempts;
        private final Duration waited;

        DatabaseUnavailable(String message, int attempts, Duration waited, @Nullable Throwable cause) {
            super(message, cause);
            this.attempts = attempts;
            this.waited = waited;
        }

        /**
         * Returns how often a connection was tried.
         *
         * @return at least 1
         */
        public int attempts() {
            return attempts;
        }

        /**
         * Returns how long the engine had waited.
         *
         * @return wall-clock time
         */
        public Duration waited() {
            return waited;
        }
    }

    /** The server refused the user, the password, the database or the kind of connection. */
    public static final class AccessRefused extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final String sqlState;

        AccessRefused(String message, String sqlState, Throwable cause) {
            super(message, cause);
            this.sqlState = sqlState;
        }

        /**
         * Returns the server's SQLSTATE (PostgreSQL manual, appendix A).
         *
         * @return five characters
         */
        public String sqlState() {
            return sqlState;
        }
    }

    /** What answers is no PostgreSQL that the engine works on. Nothing was changed. */
    public static final class ServerUnsupported extends SchemaException {
        private static final long serialVersionUID = 1L;

        ServerUnsupported(String message) {
            super(message, null);
        }
    }

    /** The role may not do what the model asks for. */
    public static final class InsufficientPrivilege extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final String administratorSql;

        InsufficientPrivilege(String message, String administratorSql, @Nullable Throwable cause) {
            super(message, cause);
            this.administratorSql = administratorSql;
        }

        /**
         * Returns what an administrator has to run, in this database, before another try.
         *
         * @return SQL statements; empty where the engine cannot tell
         */
        public String administratorSql() {
            return administratorSql;
        }
    }

    /** Another starter, or a session of somebody's, held a lock for too long. */
    public static final class LockTimeout extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final String holder;

        LockTimeout(String message, String holder, @Nullable Throwable cause) {
            super(message, cause);
            this.holder = holder;
        }

        /**
         * Returns who held the lock, as far as the server told.
         *
         * @return process id, application, role and since when; or {@code unknown}
         */
        public String holder() {
            return holder;
        }
    }

    /** The model itself cannot be turned into a schema. */
    public static final class ModelError extends SchemaException {
        private static final long serialVersionUID = 1L;

        /**
         * Creates the exception.
         *
         * @param message what is wrong, with class and member, and the way out
         */
        public ModelError(String message) {
            super(message, null);
        }
    }

    /** The server refused or failed a statement. */
    public static final class StatementFailed extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final String statement;
        private final String sqlState;

        StatementFailed(String message, String statement, String sqlState, Throwable cause) {
            super(message, cause);
            this.statement = statement;
            this.sqlState = sqlState;
        }

        /**
         * Returns the statement, without values.
         *
         * @return SQL
         */
        public String statement() {
            return statement;
        }

        /**
         * Returns the server's SQLSTATE (PostgreSQL manual, appendix A).
         *
         * @return five characters
         */
        public String sqlState() {
            return sqlState;
        }
    }

    /** The live schema differs from the model in a way that {@code initialize} does not touch. Nothing was changed. */
    public static final class Refused extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final transient ValidationReport report;

        /**
         * Creates the exception.
         *
         * @param report the full comparison
         * @param reasons the differences because of which nothing was changed
         * @param upgradable those of them that an upgrade removes
         */
        Refused(ValidationReport report, List<SchemaDifference> reasons, List<SchemaDifference> upgradable) {
            super(
                    "The schema differs from the model and was left unchanged. " + wayOut(reasons, upgradable) + ":\n"
                            + reasons.stream()
                                    .map(difference -> "  " + difference.message() + hazard(difference))
                                    .collect(Collectors.joining("\n")),
                    null);
            this.report = report;
        }

        private static String wayOut(List<SchemaDifference> reasons, List<SchemaDifference> upgradable) {
            String lost = upgradable.stream()
                    .filter(Refused::isLostTable)
                    .map(reason -> reason.object().name())
                    .collect(Collectors.joining(", "));
            String loss = lost.isEmpty()
                    ? ""
                    : "Lost: " + lost + ". Restore from a backup, or accept that the rows are gone. ";
            boolean strict = reasons.stream().anyMatch(reason -> reason.severity() == Severity.TOLERATED);
            if (strict) {
                loss +=
                        "Strict mode (NETRAVEN_STRICT) refuses differences that the release tolerates: turn it off to start"
                                + " with them. ";
            }
            if (!upgradable.containsAll(reasons)) {
                return loss
                        + "Upgrade cannot decide on all of it. Apply what plan prints by hand, in its order, and decide on each statement"
                        + " that it marks as HAZARD; then start again";
            }
            return loss
                    + (lost.isEmpty()
                            ? "Run upgrade: it can apply all of this without data loss. Or run the SQL that plan prints"
                            : "To go on without the rows, run upgrade: it makes the table again, empty");
        }

        /** Returns why a person has to decide, with the objects that are in the way. */
        private static String hazard(SchemaDifference difference) {
            return difference.mend().hazard().map(why -> " (" + why + ")").orElse("");
        }

        /** A table that was never there is made, and is no reason. */
        private static boolean isLostTable(SchemaDifference reason) {
            return reason instanceof SchemaDifference.Missing && reason.object().kind() == ObjectKind.TABLE;
        }

        /**
         * Returns the full comparison, tolerated differences included.
         *
         * @return the report
         */
        public ValidationReport report() {
            return report;
        }
    }

    /** The database holds the schema of a program that the model takes the place of. Nothing was changed. */
    public static final class PredecessorFound extends SchemaException {
        private static final long serialVersionUID = 1L;
        private final transient Predecessor predecessor;

        PredecessorFound(Predecessor predecessor) {
            super(predecessor.message(), null);
            this.predecessor = predecessor;
        }

        /**
         * Returns what was found.
         *
         * @return the predecessor, as the model describes it
         */
        public Predecessor predecessor() {
            return predecessor;
        }
    }

    /** {@link SchemaEngine#awaitReady()} reached its deadline and the schema was not ready. */
    public static final class NotReady extends SchemaException {
        private static final long serialVersionUID = 1L;

        NotReady(String message) {
            super(message, null);
        }
    }
}
