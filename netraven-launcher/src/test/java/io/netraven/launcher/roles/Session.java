package io.netraven.launcher.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody at work. */
record Session(Connection connection) implements AutoCloseable {

    /** Executes a statement and returns the number of rows it changed, or found where it is a query. */
    int execute(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            int rows = 0;
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    /** Asks for one column of texts. */
    List<String> ask(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    /** Fails unless the server refuses a statement for want of a privilege. */
    void isDenied(String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> execute(sql))
                .satisfies(refusal -> assertThat(refusal.getSQLState()).as(sql).isEqualTo("42501"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
