package io.netraven.schema.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database of one test's own. Closing it drops it, whoever is connected.
 *
 * <p>Safe for use by several threads.
 */
public final class ScratchDatabase implements AutoCloseable {

    /** A busy server may take long to end a session whose client has closed it; only a session that was left open costs it. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final long POLL_MILLIS = 5;

    private final TestServer server;
    private final String name;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable KeptSessions kept;

    ScratchDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** From now on {@link #dataSource()} reuses sessions, until they are {@linkplain #closeKeptSessions() closed}. */
    ScratchDatabase keepingSessions() {
        kept = new KeptSessions(dataSourceAs(user(), password()));
        return this;
    }

    /** Closes the sessions that {@link #dataSource()} keeps; one that is in use stays open. */
    void closeKeptSessions() throws SQLException {
        KeptSessions sessions = kept;
        if (sessions != null) {
            sessions.close();
        }
    }

    /**
     * Returns the database's name.
     *
     * @return an identifier that needs no quotes
     */
    public String name() {
        return name;
    }

    /**
     * Returns the server's host.
     *
     * @return a name or an address
     */
    public String host() {
        return server.address().host();
    }

    /**
     * Returns the server's port.
     *
     * @return a TCP port
     */
    public int port() {
        return server.address().port();
    }

    /**
     * Returns the role that owns the database.
     *
     * @return a superuser, on a server that the fixture started
     */
    public String user() {
        return server.address().user();
    }

    /**
     * Returns the password of {@link #user()}.
     *
     * @return never empty on a server that the fixture started, though the embedded one does not ask the superuser
     */
    public String password() {
        return server.address().password();
    }

    /**
     * Returns the JDBC URL.
     *
     * @return a URL without user and password
     */
    public String url() {
        return server.address().url(name);
    }

    /**
     * Returns the server, for what concerns more than this database.
     *
     * @return the server
     */
    public TestServer server() {
        return server;
    }

    /**
     * Returns a source of connections as {@link #user()}, autocommit on: pgjdbc's own, which opens a session for each, or
     * what {@link TestDatabase#dataSource()} tells of.
     *
     * @return a data source
     */
    public DataSource dataSource() {
        KeptSessions sessions = kept;
        return sessions == null ? dataSourceAs(user(), password()) : sessions;
    }

    /**
     * Returns a source of new connections as another role.
     *
     * @param role the role
     * @param password its password
     * @return a new data source each time
     */
    public DataSource dataSourceAs(String role, String password) {
        return server.address().dataSource(name, role, password);
    }

    /**
     * Connects as {@link #user()}.
     *
     * @return a connection that the caller closes
     * @throws SQLException when the server refuses
     */
    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /**
     * Returns what sessions of this database wrote to the server's log.
     *
     * @return lines, or nothing where the log cannot be read
     */
    public Optional<List<String>> log() {
        return server.log().map(text -> ServerLog.linesOf(name, text));
    }

    /**
     * Returns who is connected.
     *
     * @return client sessions, the oldest first
     */
    public List<OpenSession> openSessions() {
        return server.maintenance().ask(statement -> {
            try (PreparedStatement query = statement.getConnection().prepareStatement("""
                            SELECT pid, coalesce(usename, ''), coalesce(application_name, ''), coalesce(state, ''),
                                   backend_start, coalesce(query, '')
                            FROM pg_stat_activity
                            WHERE datname = ? AND backend_type = 'client backend'
                            ORDER BY backend_start, pid
                            """)) {
                query.setString(1, name);
                try (ResultSet rows = query.executeQuery()) {
                    List<OpenSession> sessions = new ArrayList<>();
                    while (rows.next()) {
                        sessions.add(new OpenSession(
                                rows.getInt(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getObject(5, OffsetDateTime.class),
                                rows.getString(6)));
                    }
                    return List.copyOf(sessions);
                }
            }
        });
    }

    /**
     * Waits, a minute at most, until nobody is connected: the server ends a session a moment after the client has closed
     * it.
     *
     * @return who is still connected after that; empty as soon as nobody is
     */
    public List<OpenSession> awaitNoSessions() {
        return awaitNoSessions(GRACE);
    }

    /** Likewise, for as long as is given. */
    List<OpenSession> awaitNoSessions(Duration grace) {
        long start = System.nanoTime();
        List<OpenSession> sessions = openSessions();
        while (!sessions.isEmpty() && System.nanoTime() - start < grace.toNanos()) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return sessions;
            }
            sessions = openSessions();
        }
        return sessions;
    }

    /** Ends all sessions and drops the database. Once is enough; again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.drop(name);
        }
    }

    @Override
    public String toString() {
        return name + " on " + server.address();
    }
}
