package io.netraven.credentials;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases with NetRaven's tables, and statements on them. */
final class Databases {

    private Databases() {}

    static TestDatabase perMethod() {
        return TestDatabase.perMethod().initializedWith(Databases::model);
    }

    static TestDatabase perClass() {
        return TestDatabase.perClass().initializedWith(Databases::model);
    }

    private static SchemaModel model() {
        return SchemaModel.named("netraven", "test")
                .entities(NetRavenModel.entityClasses())
                .build();
    }

    static int run(TestDatabase database, String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.connect()) {
            return run(connection, sql, values);
        }
    }

    static int run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    /** The first column of each row. */
    static List<Object> ask(TestDatabase database, String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            List<Object> column = new ArrayList<>();
            while (row.next()) {
                column.add(row.getObject(1));
            }
            return column;
        }
    }

    static long count(TestDatabase database, String from) throws SQLException {
        return (Long) ask(database, "SELECT count(*) FROM netraven." + from).get(0);
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
