package io.netraven.schema.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one test that are reused. To open a session takes the server a hundred times as long as a short statement.
 *
 * <p>A session that is returned is reset ({@code DISCARD ALL}); one that cannot be reset is closed, and so is one without
 * the settings that the database or the role has got meanwhile. Safe for use by several threads.
 */
final class KeptSessions implements DataSource, AutoCloseable {

    /** What a new session begins with. */
    private static final String SETTINGS = """
            SELECT coalesce(string_agg(s::text, ' ' ORDER BY s::text), '') FROM pg_db_role_setting s
            WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
              AND setrole IN (0, current_user::regrole)""";

    private record Session(Connection connection, String settings) {}

    private final DataSource source;
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    KeptSessions(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            if (isAsNew(session)) {
                return new Loan(session).connection();
            }
            session.connection().close();
        }
        Connection opened = source.getConnection();
        return new Loan(new Session(opened, settings(opened))).connection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return source.getConnection(user, password);
    }

    /** Closes the sessions that are not in use, now and when they are returned. */
    @Override
    public void close() throws SQLException {
        closed.set(true);
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            session.connection().close();
        }
    }

    private static boolean isAsNew(Session session) {
        try {
            return settings(session.connection()).equals(session.settings());
        } catch (SQLException e) {
            // The server has ended it.
            return false;
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            return row.getString(1);
        }
    }

    private void takeBack(Session session) throws SQLException {
        Connection connection = session.connection();
        if (connection.isClosed()) {
            return;
        }
        try {
            reset(connection);
        } catch (SQLException e) {
            // Broken, or ended by the server.
            connection.close();
            return;
        }
        idle.push(session);
        if (closed.get()) {
            close();
        }
    }

    private static void reset(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        connection.setReadOnly(false);
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.clearWarnings();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
        }
    }

    /** A session in the hands of one user, who sees a connection that is closed once it was closed. */
    private final class Loan implements InvocationHandler {

        private final Session session;
        private final AtomicBoolean returned = new AtomicBoolean();

        Loan(Session session) {
            this.session = session;
        }

        Connection connection() {
            return (Connection) Proxy.newProxyInstance(
                    KeptSessions.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "close" -> {
                    if (returned.compareAndSet(false, true)) {
                        takeBack(session);
                    }
                    yield null;
                }
                case "isClosed" -> returned.get() || session.connection().isClosed();
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> call(method, arguments);
            };
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            if (returned.get()) {
                throw new SQLException("This connection has been closed.", "08003");
            }
            try {
                return method.invoke(session.connection(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
