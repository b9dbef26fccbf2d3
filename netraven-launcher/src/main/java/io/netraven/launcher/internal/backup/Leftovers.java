package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What earlier restores into the same database left on the server when they were killed. */
final class Leftovers {

    private final DatabaseServer server;
    private final String target;
    private final Pattern named;
    private final Emptiness emptiness;
    private final Notes notes;

    /** Whether a database is empty. */
    @FunctionalInterface
    interface Emptiness {
        boolean test(String database) throws SQLException;
    }

    /**
     * Creates the search.
     *
     * @param target the name that the restored database is to get
     * @param prefix the begin of the names of databases that restores make; the time follows
     */
    Leftovers(DatabaseServer server, String target, String prefix, Emptiness emptiness, Notes notes) {
        this.server = server;
        this.target = target;
        this.named = Pattern.compile(Pattern.quote(prefix) + "\\d{8}t\\d{6}z");
        this.emptiness = emptiness;
        this.notes = notes;
    }

    /** Keeps other restores of the target away until the session ends. */
    void lock(Session session) throws SQLException {
        boolean locked = session.query(
                        "SELECT pg_try_advisory_lock(hashtextextended('netraven-restore ' || ?, 0))",
                        row -> row.getBoolean(1),
                        target)
                .get(0);
        if (!locked) {
            throw new BackupException(
                    Reason.REFUSED, "Another restore of " + target + " is under way; nothing was changed");
        }
    }

    /** Locks; then drops unfinished databases and names those that are complete. */
    void lockAndDrop(Session session) throws SQLException {
        lock(session);
        Set<String> marked = new HashSet<>();
        for (Marker.Marked each : Marker.all(session)) {
            marked.add(each.database());
            if (each.marker().target().equals(target)) {
                if (each.marker().state() == Marker.State.UNFINISHED) {
                    drop(session, each.database());
                } else {
                    notes.warn(
                            each.database() + ", which an earlier call restored, is complete. It can be given the name"
                                    + " with --swap, or dropped: DROP DATABASE " + Session.quoted(each.database()));
                }
            }
        }
        // Killed before it was marked.
        for (String database : session.texts("SELECT datname::text FROM pg_database WHERE datallowconn")) {
            if (named.matcher(database).matches() && !marked.contains(database) && emptiness.test(database)) {
                drop(session, database);
            }
        }
    }

    /** One that cannot be dropped, as by another login, is no obstacle. */
    private void drop(Session session, String database) {
        try {
            server.drop(session, database);
            notes.warn(database + " was left by an interrupted restore, and is dropped");
        } catch (SQLException e) {
            notes.warn(
                    database + " was left by an interrupted restore, and could not be dropped: " + Session.reason(e));
        }
    }
}
