package io.netraven.launcher.internal.connect;

import io.netraven.launcher.internal.config.Endpoint;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Opens a connection each time it is asked for one. It knows the password and nobody behind it does: a pool that is
 * built on it has nothing to log. Safe for use by several threads.
 */
public final class DirectDataSource implements DataSource {

    private static final String SOCKET_TIMEOUT = "socketTimeout";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final long LONGEST_CLOSING_NANOS = 2_000_000_000L;
    private static final long CLOSING_PAUSE_MILLIS = 20;

    private final Driver driver = new Driver();
    private final Endpoint endpoint;
    private final int silenceMillis;
    private final String url;
    private final Properties properties = new Properties();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * Creates the source. Nothing is connected yet.
     *
     * @param applicationName what the server shows in {@code pg_stat_activity}, unless the endpoint says otherwise
     * @param longestSilence how long an answer may take before the connection counts as lost; zero for ever
     */
    public DirectDataSource(Endpoint endpoint, String applicationName, Duration longestSilence) {
        this.endpoint = endpoint;
        this.silenceMillis = (int) Math.min(longestSilence.toMillis(), Integer.MAX_VALUE);
        this.url = "jdbc:postgresql://" + String.join(",", endpoint.servers()) + "/"
                + URLEncoder.encode(endpoint.database(), StandardCharsets.UTF_8);
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("tcpKeepAlive", "true");
        // The name travels with the first packet, rather than in a statement of its own.
        properties.setProperty("assumeMinServerVersion", "10");
        // A statement kept by the server fails, with its transaction, once an upgrade has altered what it selects.
        // PgBouncer in transaction mode mixes kept statements up.
        properties.setProperty("prepareThreshold", "0");
        if (endpoint.servers().size() > 1) {
            properties.setProperty("targetServerType", "primary");
        }
        // The driver's connect timeout ends with TCP's handshake; a server that accepts and hangs is no better.
        String connectSeconds = endpoint.properties().getOrDefault("connectTimeout", "10");
        properties.setProperty(SOCKET_TIMEOUT, connectSeconds);
        for (Map.Entry<String, String> property : endpoint.properties().entrySet()) {
            properties.setProperty(property.getKey(), property.getValue());
        }
        if (needsTlsFactory(properties)) {
            properties.setProperty("sslfactory", TlsFactory.class.getName());
        }
        // A refused row's content would be in the exception.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("user", endpoint.user());
        if (endpoint.password().isPresent()) {
            properties.setProperty("password", endpoint.password().get().reveal());
        }
    }

    /** Its classes are loaded only where needed. A URL that names a factory or a password prompt uses the driver's. */
    private static boolean needsTlsFactory(Properties properties) {
        boolean own = properties.containsKey("sslfactory") || properties.containsKey("sslpasswordcallback");
        return !own
                && (properties.containsKey("sslkey")
                        || properties.containsKey("sslcert")
                        || properties.getProperty("sslmode", "").startsWith("verify-"));
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (stopped) {
            throw new SQLException("The process is being stopped", "57014");
        }
        Connection connection = connect();
        open.removeIf(DirectDataSource::isClosed);
        open.add(connection);
        if (stopped) {
            // The signal came while it was being opened.
            ConnectionEnd.of(List.of(connection));
        }
        if (!endpoint.properties().containsKey(SOCKET_TIMEOUT)) {
            connection.setNetworkTimeout(Runnable::run, silenceMillis);
        }
        return connection;
    }

    /** Where few sessions are allowed, one that was closed just now still counts until its process has ended. */
    private Connection connect() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                Connection connection = driver.connect(url, properties);
                if (connection == null) {
                    throw new SQLException("The driver does not accept " + endpoint, "08001");
                }
                return connection;
            } catch (SQLException e) {
                boolean closedAll = !open.isEmpty() && open.stream().allMatch(DirectDataSource::isClosed);
                if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())
                        || !closedAll
                        || System.nanoTime() - start > LONGEST_CLOSING_NANOS) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException reason) throws SQLException {
        try {
            Thread.sleep(CLOSING_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    /**
     * Ends the connections in use, from any thread and without waiting for them, so that the server rolls back at once.
     * No connection is given afterwards. Costs nothing where no connection is in use, as at every normal end.
     */
    public void stop() {
        stopped = true;
        List<Connection> inUse = new ArrayList<>();
        for (Connection connection : open) {
            if (!isClosed(connection)) {
                inUse.add(connection);
            }
        }
        if (!inUse.isEmpty()) {
            ConnectionEnd.of(inUse);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The role is part of the configuration");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // The driver logs to java.util.logging, if anywhere.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("The connect timeout is part of the configuration");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("Wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** The endpoint, without its password. */
    @Override
    public String toString() {
        return endpoint.toString();
    }
}
