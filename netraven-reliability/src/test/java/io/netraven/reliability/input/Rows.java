package io.netraven.reliability.input;

import io.netraven.launcher.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Statements on the database of a property. */
record Rows(DataSource database) {

    void run(String... statements) {
        try (Connection connection = database.getConnection()) {
            Sql.execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    String ask(String query) {
        try (Connection connection = database.getConnection()) {
            return Sql.ask(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
