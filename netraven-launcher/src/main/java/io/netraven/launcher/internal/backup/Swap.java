package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives a restored database the name, in one transaction: killed at any moment, both names are as before or as wanted, and
 * the database takes sessions. The server holds off new sessions while it renames; old ones are ended meanwhile.
 */
final class Swap {

    private static final String IN_USE = "55006";
    private static final int MOST_ATTEMPTS = 12;
    private static final long PAUSE_MILLIS = 50;
    private static final int NAME_BYTES = 63;

    private final DatabaseServer server;
    private final String restored;
    private final String target;
    private final String old;
    private final String wayOn;

    /**
     * Creates the swap.
     *
     * @param wayOn what to do where it fails
     */
    Swap(DatabaseServer server, String restored, String target, String stamp, String wayOn) {
        this.server = server;
        this.restored = restored;
        this.target = target;
        this.old = name(target, "_before_", stamp);
        this.wayOn = wayOn;
    }

    /** A name for a database next to another. PostgreSQL's names have 63 bytes at most. */
    static String name(String target, String word, String stamp) {
        String end = word + stamp;
        String begin = target;
        while (begin.getBytes(StandardCharsets.UTF_8).length + end.length() > NAME_BYTES) {
            begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
        }
        return begin + end;
    }

    /** Returns the name of what was there before; empty where nothing was. */
    @SuppressWarnings("try") // Sessions are ended by a thread of their own.
    Optional<String> run() {
        try (Session session = server.maintenance();
                Session ending = server.maintenance()) {
            boolean there = session.text("SELECT datname FROM pg_database WHERE datname = ?", target)
                    .isPresent();
            List<String> databases = there ? List.of(target, restored) : List.of(restored);
            String comment = Marker.of(session, restored).map(Marker::comment).orElse("");
            boolean marked = Marker.of(session, restored).isPresent();
            for (int attempt = 1; ; attempt++) {
                checkBlockers(session, databases);
                try (SessionEnd ended = SessionEnd.start(ending, databases)) {
                    session.transaction(() -> rename(session, there, marked, comment));
                    return there ? Optional.of(old) : Optional.empty();
                } catch (SQLException e) {
                    if (!IN_USE.equals(e.getSQLState()) || attempt == MOST_ATTEMPTS) {
                        throw failed(Session.reason(e) + inUse(session, databases), e);
                    }
                }
            }
        } catch (SQLException e) {
            throw failed(Session.reason(e), e);
        }
    }

    private void rename(Session session, boolean there, boolean marked, String comment) throws SQLException {
        if (there) {
            session.execute(rename(target, old));
        }
        session.execute(rename(restored, target));
        session.execute("ALTER DATABASE " + Session.quoted(target) + " ALLOW_CONNECTIONS true");
        if (marked) {
            session.execute(Marker.comment(target, comment));
        }
    }

    private static String rename(String from, String to) {
        return "ALTER DATABASE " + Session.quoted(from) + " RENAME TO " + Session.quoted(to);
    }

    private void checkBlockers(Session session, List<String> databases) throws SQLException {
        List<String> blockers = Blockers.lasting(session, databases);
        if (!blockers.isEmpty()) {
            throw new BackupException(
                    Reason.NOT_SWAPPED,
                    "The names cannot be swapped. In the way: " + String.join("; ", blockers) + ". " + wayOn);
        }
    }

    private static String inUse(Session session, List<String> databases) throws SQLException {
        List<String> sessions = Blockers.sessions(session, databases);
        return sessions.isEmpty() ? "" : ", in use by " + String.join("; ", sessions);
    }

    private BackupException failed(String reason, SQLException cause) {
        return new BackupException(Reason.NOT_SWAPPED, "The names cannot be swapped: " + reason + ". " + wayOn, cause);
    }

    /** What the server keeps for the database that was there before, and its readers. */
    List<String> leftBehind(Session session) throws SQLException {
        List<String> remarks = new ArrayList<>(session.query(
                "SELECT slot_name::text FROM pg_replication_slots WHERE database = ? ORDER BY 1",
                row -> "Replication slot " + row.getString(1) + " belongs to " + old
                        + " now. Its reader has to start again on " + target
                        + "; the server keeps WAL for it until SELECT"
                        + " pg_drop_replication_slot(" + Session.literal(row.getString(1)) + ")",
                old));
        remarks.addAll(session.query(
                "SELECT s.subname::text FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid"
                        + " WHERE d.datname = ? AND s.subenabled ORDER BY 1",
                row -> "Subscription " + row.getString(1) + " goes on in " + old + ": there run ALTER SUBSCRIPTION "
                        + Session.quoted(row.getString(1)) + " DISABLE",
                old));
        return remarks;
    }

    /** Ends sessions while another session renames their database. */
    private static final class SessionEnd implements AutoCloseable {
        private final AtomicBoolean done = new AtomicBoolean();
        private final Thread thread;

        private SessionEnd(Session session, List<String> databases) {
            thread = new Thread(() -> run(session, databases), "end-sessions");
            thread.setDaemon(true);
        }

        static SessionEnd start(Session session, List<String> databases) {
            SessionEnd end = new SessionEnd(session, databases);
            end.thread.start();
            return end;
        }

        private void run(Session session, List<String> databases) {
            while (!done.get()) {
                end(session, databases);
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private static void end(Session session, List<String> databases) {
            try {
                Blockers.end(session, databases);
            } catch (SQLException e) {
                // Told by the session that renames.
            }
        }

        @Override
        public void close() {
            done.set(true);
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
