package io.netraven.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the machine's own binaries, with default settings, durability included, and without passwords. Run
 * by root it drops to {@code BENCH_POSTGRES_USER}, as the server refuses to run as root.
 */
final class BenchServer implements AutoCloseable {

    static final String USER = "postgres";

    private final Path binaries;
    private final Path home;
    private final int port;

    private BenchServer(Path binaries, Path home, int port) {
        this.binaries = binaries;
        this.home = home;
        this.port = port;
    }

    /** Makes a server in a new folder and starts it. */
    static BenchServer start() throws IOException {
        Path home = Files.createTempDirectory("netraven-bench-");
        BenchServer server = new BenchServer(binaries(), home, freePort());
        if (isRoot()) {
            Command.run(List.of("chown", serverUser(), home.toString()));
        }
        server.asServerUser("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "-E", "UTF8");
        String options =
                "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='" + home + "'";
        server.asServerUser("pg_ctl", "-D", server.data(), "-l", home + "/log", "-o", options, "-w", "start");
        return server;
    }

    int port() {
        return port;
    }

    /** The path of one of PostgreSQL's programs. */
    String binary(String program) {
        return binaries.resolve(program).toString();
    }

    /** A folder that goes when the server goes. */
    Path folder() throws IOException {
        return Files.createDirectories(home.resolve("files"));
    }

    /** A JDBC URL without a user. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A JDBC URL with the user in it. */
    String urlWithUser(String database) {
        return url(database) + "?user=" + USER;
    }

    /** What the launcher takes. */
    String launcherUrl(String database) {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + database;
    }

    /** Makes a database anew, empty. */
    void create(String database) throws SQLException {
        create(database, "template0");
    }

    /** Makes a database anew, as another one is. */
    void create(String database, String template) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + database + " TEMPLATE " + template);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(urlWithUser(database));
    }

    /** Connects as services do. */
    PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(urlWithUser(database));
        source.setPrepareThreshold(0);
        return source;
    }

    /** Runs statements in a database. */
    void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the number that a query answers. */
    long number(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    String version() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        asServerUser("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private String data() {
        return home + "/data";
    }

    private void asServerUser(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", serverUser(), "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        Command.run(command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String serverUser() {
        return Optional.ofNullable(System.getenv("BENCH_POSTGRES_USER")).orElse("postgres");
    }

    /** {@code BENCH_POSTGRES_BIN}, or the newest of Debian's versions. */
    private static Path binaries() throws IOException {
        String given = System.getenv("BENCH_POSTGRES_BIN");
        if (given != null) {
            return Path.of(given);
        }
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparing(
                            version -> Integer.valueOf(version.toFile().getName())))
                    .orElseThrow(() -> new IOException("No PostgreSQL found: name its folder in BENCH_POSTGRES_BIN"))
                    .resolve("bin");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
