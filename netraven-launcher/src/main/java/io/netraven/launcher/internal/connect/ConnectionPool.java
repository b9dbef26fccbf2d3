package io.netraven.launcher.internal.connect;

import com.mchange.v2.c3p0.DataSources;
import com.mchange.v2.c3p0.PooledDataSource;
import io.netraven.launcher.ServiceStatus;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** A c3p0 pool over a data source. The only class that knows c3p0. */
public final class ConnectionPool implements AutoCloseable {

    private final PooledDataSource pooled;
    private final int size;

    private ConnectionPool(PooledDataSource pooled, int size) {
        this.pooled = pooled;
        this.size = size;
    }

    /**
     * Opens a pool. Connections are made when they are needed.
     *
     * @param connections makes them
     * @param size how many there may be
     */
    public static ConnectionPool over(DataSource connections, int size) {
        try {
            DataSource pooled = DataSources.pooledDataSource(connections, settings(size));
            return new ConnectionPool((PooledDataSource) pooled, size);
        } catch (SQLException e) {
            throw new IllegalStateException("The connection pool could not be opened", e);
        }
    }

    private static Map<String, ?> settings(int size) {
        return Map.ofEntries(
                Map.entry("dataSourceName", "netraven"),
                Map.entry("minPoolSize", 1),
                Map.entry("initialPoolSize", 1),
                Map.entry("acquireIncrement", 1),
                Map.entry("maxPoolSize", size),
                Map.entry("maxIdleTime", 600),
                // The engine has waited for the database; from here on a failure is told at once, not retried 30 times.
                Map.entry("acquireRetryAttempts", 1),
                Map.entry("breakAfterAcquireFailure", false),
                Map.entry("checkoutTimeout", 30_000),
                // One short round trip (Connection.isValid), so that a restart of the server is not a service's error.
                Map.entry("testConnectionOnCheckout", true),
                Map.entry("connectionIsValidTimeout", 5),
                Map.entry("numHelperThreads", 2),
                Map.entry("contextClassLoaderSource", "library"));
    }

    /** What its connections do. */
    public ServiceStatus.Connections status() throws SQLException {
        return new ServiceStatus.Connections(
                pooled.getNumConnectionsDefaultUser(),
                pooled.getNumBusyConnectionsDefaultUser(),
                pooled.getNumThreadsAwaitingCheckoutDefaultUser(),
                size);
    }

    /** The pool as the rest of the world sees it. */
    public DataSource dataSource() {
        return pooled;
    }

    @Override
    public void close() {
        try {
            DataSources.destroy(pooled);
        } catch (SQLException e) {
            throw new IllegalStateException("The connection pool could not be closed", e);
        }
    }
}
