package io.netraven.schema.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach a server.
 *
 * @param host name or address
 * @param port TCP port
 * @param user a role that may create databases
 * @param password its password
 * @param maintenanceDatabase a database that is there, to create others from
 * @param properties further connection properties of pgjdbc
 */
record ServerAddress(
        String host,
        int port,
        String user,
        String password,
        String maintenanceDatabase,
        Map<String, String> properties) {

    ServerAddress {
        properties = Map.copyOf(properties);
    }

    PGSimpleDataSource dataSource(String database, String asUser, String withPassword) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {host});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser(asUser);
        dataSource.setPassword(withPassword);
        properties.forEach((name, value) -> {
            try {
                dataSource.setProperty(name, value);
            } catch (SQLException e) {
                throw new IllegalArgumentException("pgjdbc refuses the connection property " + name, e);
            }
        });
        return dataSource;
    }

    /** Returns a JDBC URL without credentials. */
    String url(String database) {
        String query = new TreeMap<>(properties)
                .entrySet().stream()
                        .map(property -> property.getKey() + "="
                                + URLEncoder.encode(property.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + (query.isEmpty() ? "" : "?" + query);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
