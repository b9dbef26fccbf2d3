package io.netraven.launcher.internal.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A session on one database, without the time-outs that roles and databases may have. */
final class Session implements AutoCloseable {

    private final Connection connection;

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        execute("""
                SET statement_timeout = 0;
                SET lock_timeout = 0;
                SET idle_in_transaction_session_timeout = 0;
                SET idle_session_timeout = 0;
                SET default_transaction_read_only = off;
                SET standard_conforming_strings = on;
                SET search_path = pg_catalog""");
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A name as SQL writes it. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL writes it. */
    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** What the server said, in a line. */
    static String reason(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        String text = String.valueOf(e.getMessage()).lines().collect(Collectors.joining(" "));
        return text + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <T> List<T> query(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        }
    }

    List<String> texts(String sql, Object... values) throws SQLException {
        return query(sql, row -> Optional.ofNullable(row.getString(1)).orElse(""), values);
    }

    Optional<String> text(String sql, Object... values) throws SQLException {
        return texts(sql, values).stream().findFirst();
    }

    Object array(Iterable<String> texts) throws SQLException {
        List<String> list = new ArrayList<>();
        texts.forEach(list::add);
        return connection.createArrayOf("text", list.toArray());
    }

    /** A piece of work. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Does work in one transaction. */
    void transaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        } finally {
            restoreAutoCommit();
        }
    }

    private void rollBack(SQLException reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The session is gone, and the server rolls back by itself.
            reason.addSuppressed(e);
        }
    }

    private void restoreAutoCommit() throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Gone already.
        }
    }
}
