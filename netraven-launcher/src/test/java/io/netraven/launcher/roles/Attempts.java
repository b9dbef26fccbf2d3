package io.netraven.launcher.roles;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what the server lets somebody do: by doing it, and taking it back. */
final class Attempts {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** A GRANT by somebody who has the privilege, and not the right to hand it on, succeeds and grants nothing. */
    private static final String PRIVILEGE_NOT_GRANTED = "01007";
    /** A table that others refer to is not truncated alone. The server says so after it has looked at the privilege. */
    private static final String NOT_SUPPORTED = "0A000";

    private final Connection connection;

    private Attempts(Connection connection) {
        this.connection = connection;
    }

    /** Returns the deeds whose statements the server ran. */
    static SortedSet<Deed> allowed(Connection connection, Collection<Probe> probes) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Attempts attempts = new Attempts(connection);
            SortedSet<Deed> allowed = new TreeSet<>();
            for (Probe probe : probes) {
                if (attempts.isAllowed(probe)) {
                    allowed.add(probe.deed());
                }
            }
            return allowed;
        } finally {
            connection.rollback();
        }
    }

    private boolean isAllowed(Probe probe) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(probe.sql());
            return !hasWarning(statement.getWarnings());
        } catch (SQLException e) {
            return isAllowed(probe, e);
        } finally {
            connection.rollback(before);
        }
    }

    private static boolean isAllowed(Probe probe, SQLException refusal) {
        String state = refusal.getSQLState();
        if (INSUFFICIENT_PRIVILEGE.equals(state)) {
            return false;
        }
        if (NOT_SUPPORTED.equals(state) && probe.deed().act() == Act.TRUNCATE) {
            return true;
        }
        throw new IllegalStateException("Neither allowed nor denied: " + probe.sql(), refusal);
    }

    private static boolean hasWarning(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (PRIVILEGE_NOT_GRANTED.equals(warning.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
