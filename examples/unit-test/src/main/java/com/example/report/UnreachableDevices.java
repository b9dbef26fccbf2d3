package com.example.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A report in plain SQL on NetRaven's tables. */
public final class UnreachableDevices {

    private UnreachableDevices() {}

    public static List<String> in(DataSource database) throws SQLException {
        List<String> hostnames = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT hostname FROM netraven.devices WHERE NOT is_reachable ORDER BY hostname")) {
            while (row.next()) {
                hostnames.add(row.getString(1));
            }
        }
        return hostnames;
    }
}
