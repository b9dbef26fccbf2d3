package io.netraven.reliability.network;

import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Sql;
import io.netraven.schema.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;

/** A role that has to give its password, so that the messages of that are among those that are tried. */
final class Role implements AutoCloseable {

    private static final String NAME = "netraven_network_trials";

    Role() throws SQLException {
        execute("DROP ROLE IF EXISTS " + NAME);
        execute("CREATE ROLE " + NAME + " SUPERUSER LOGIN PASSWORD '" + Database.PASSWORD + "'");
    }

    Login on(Database database) {
        return database.login().as(NAME, Database.PASSWORD);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestServer.shared().connect()) {
            Sql.execute(connection, sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DROP ROLE IF EXISTS " + NAME);
    }
}
