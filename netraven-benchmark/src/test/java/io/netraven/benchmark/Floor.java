package io.netraven.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What nothing can be faster than: pgjdbc, one connection, one query; or one script in one transaction. */
final class Floor {

    private Floor() {}

    /** Runs with a JDBC URL and, for a cold start, the file of the script. */
    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            if (args.length > 1) {
                run(connection, statement, Files.readString(Path.of(args[1])));
            } else {
                statement.executeQuery("SELECT 1").close();
            }
        }
    }

    private static void run(Connection connection, Statement statement, String script) throws SQLException {
        connection.setAutoCommit(false);
        statement.execute(script);
        connection.commit();
    }
}
