package io.netraven.benchmark;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool without anything but the pool: connections are taken and put back, and never asked whether they live. */
final class HeldConnections implements DataSource, AutoCloseable {

    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

    HeldConnections(DataSource source, int size) throws SQLException {
        for (int i = 0; i < size; i++) {
            idle.add(source.getConnection());
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Connection connection = idle.take();
            return (Connection) Proxy.newProxyInstance(
                    HeldConnections.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("close")) {
                            return Optional.of(idle.add(connection))
                                    .filter(added -> false)
                                    .orElse(null);
                        }
                        return method.invoke(connection, args);
                    });
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
