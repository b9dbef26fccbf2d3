package io.netraven.launcher.internal.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How far the restore of a database is, in its comment: a name alone would not tell whether all rows are there. The
 * comment of the backup stands behind it, until the database gets its name.
 *
 * @param state how far it is
 * @param target the name that it is to get
 * @param comment the comment that it is to have, empty for none
 */
record Marker(State state, String target, String comment) {

    private static final String BEGIN = "netraven-restore ";

    /** How far a restore is. */
    enum State {
        /** Rows may be missing. */
        UNFINISHED,
        /** Everything is there. */
        COMPLETE
    }

    private String text() {
        return BEGIN + state + " " + target + "\n" + comment;
    }

    static Optional<Marker> parse(String comment) {
        for (State state : State.values()) {
            String begin = BEGIN + state + " ";
            int end = comment.indexOf('\n');
            if (comment.startsWith(begin) && end > 0) {
                return Optional.of(
                        new Marker(state, comment.substring(begin.length(), end), comment.substring(end + 1)));
            }
        }
        return Optional.empty();
    }

    /** A database that a restore made. */
    record Marked(String database, Marker marker) {}

    /** All databases of the server that have a marker. */
    static List<Marked> all(Session session) throws SQLException {
        return session
                .query(
                        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database ORDER BY datname",
                        row -> {
                            String comment = row.getString(2);
                            Optional<Marker> marker = comment == null ? Optional.empty() : parse(comment);
                            String database = row.getString(1);
                            return marker.map(each -> new Marked(database, each));
                        })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<Marker> of(Session session, String database) throws SQLException {
        return all(session).stream()
                .filter(marked -> marked.database().equals(database))
                .map(Marked::marker)
                .findFirst();
    }

    void write(Session session, String database) throws SQLException {
        session.execute(comment(database, text()));
    }

    static String comment(String database, String text) {
        return "COMMENT ON DATABASE " + Session.quoted(database) + " IS "
                + (text.isEmpty() ? "NULL" : Session.literal(text));
    }
}
