package io.netraven.reliability.failover;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database by the addresses of all servers that may have it, for whichever of them takes writes.
 *
 * @param ports of the servers, in the order in which they are tried
 * @param database its name
 */
public record Hosts(List<Integer> ports, String database) {

    private static final Duration LONGEST_TAKEOVER = Duration.ofMinutes(2);

    /** The owner of every database of the trials. */
    static final String OWNER = "owner";

    /** The same servers, and another of their databases. */
    public Hosts to(String otherDatabase) {
        return new Hosts(ports, otherDatabase);
    }

    /** What a service, or a command, is given to connect as the owner. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(login().environment());
        environment.put("POSTGRES_PORT", portList());
        return environment;
    }

    /** Starts a command as the owner. */
    public LauncherProcess start(String... arguments) {
        return LauncherProcess.start(
                login(),
                Stream.concat(Stream.of(arguments), Stream.of("--port=" + portList()))
                        .toArray(String[]::new));
    }

    /** Runs a command as the owner to its end. */
    public Ended run(String... arguments) {
        try (LauncherProcess process = start(arguments)) {
            return process.await();
        }
    }

    /** Connects as the superuser, to the server that takes writes. */
    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** Waits until a server takes writes. */
    public void awaitWrites() {
        Await.until(
                () -> {
                    try (Connection connection = connect()) {
                        return connection.isValid(60);
                    } catch (SQLException e) {
                        return false;
                    }
                },
                LONGEST_TAKEOVER);
    }

    /** Connections as {@link #connect()} makes them, but their commits wait for no disk and no standby. */
    DataSource hasty() throws SQLException {
        PGSimpleDataSource dataSource = dataSource();
        dataSource.setOptions("-c synchronous_commit=off");
        return dataSource;
    }

    private PGSimpleDataSource dataSource() throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(
                Collections.nCopies(ports.size(), Login.LOOPBACK).toArray(String[]::new));
        dataSource.setPortNumbers(ports.stream().mapToInt(port -> port).toArray());
        dataSource.setDatabaseName(database);
        dataSource.setUser(LocalCluster.SUPERUSER);
        dataSource.setPassword(Database.PASSWORD);
        dataSource.setProperty(PGProperty.TARGET_SERVER_TYPE, "primary");
        dataSource.setProperty(PGProperty.HOST_RECHECK_SECONDS, "0");
        return dataSource;
    }

    /** Executes statements as the superuser, where writes are taken. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            Sql.execute(connection, statements);
        }
    }

    /** Asks for one text as the superuser, where writes are taken. */
    public String ask(String query) throws SQLException {
        try (Connection connection = connect()) {
            return Sql.ask(connection, query);
        }
    }

    private Login login() {
        String hosts = String.join(",", Collections.nCopies(ports.size(), Login.LOOPBACK));
        return new Login(hosts, ports.get(0), database, OWNER, Database.PASSWORD);
    }

    private String portList() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
