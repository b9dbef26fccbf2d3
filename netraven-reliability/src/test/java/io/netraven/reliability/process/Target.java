package io.netraven.reliability.process;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that an operation works on.
 *
 * @param login where its processes connect
 * @param dataSource where its state is read, as the superuser
 */
record Target(Login login, DataSource dataSource) {

    static Target of(Database database) {
        return new Target(database.login(), database.scratch().dataSource());
    }

    /** Connections of another role. */
    DataSource dataSource(String role, String password) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setServerNames(new String[] {login.host()});
        connections.setPortNumbers(new int[] {login.port()});
        connections.setDatabaseName(login.database());
        connections.setUser(role);
        connections.setPassword(password);
        return connections;
    }

    /** Asks for one number. */
    long count(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Long.parseLong(Sql.ask(connection, query));
        }
    }

    /** Waits until the server has noticed that the operation's processes are gone; returns how long that took. */
    Duration untilNobodyIsConnected() {
        return Await.until(() -> sessions() == 0);
    }

    /** How many sessions the operation's processes have. */
    long sessions() throws SQLException {
        return count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'netraven-launcher'");
    }
}
