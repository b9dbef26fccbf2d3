package io.netraven.launcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server made of the programs that are installed here, for what the test fixture's server cannot be told: TLS, who
 * may connect and how, a standby, and to start and stop it. The superuser {@code postgres} is trusted.
 */
public final class LocalCluster implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    private static final List<String> ACCESS = List.of(
            "local all all trust",
            "host all postgres 127.0.0.1/32 trust",
            "host replication postgres 127.0.0.1/32 trust");

    private final Path folder;
    private int port = Ports.free();
    private String language = "en";
    private boolean startedBefore;
    private boolean running;

    private LocalCluster(Path folder) {
        this.folder = folder;
    }

    /** Makes a cluster that is not started yet. */
    public static LocalCluster create() {
        String initdb = Programs.postgres("initdb");
        LocalCluster cluster = new LocalCluster(Programs.folder());
        Programs.run(
                initdb,
                "--pgdata=" + cluster.data(),
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--pwfile=" + cluster.passwordFile());
        cluster.settings(
                "listen_addresses = 'localhost'",
                "unix_socket_directories = '" + cluster.folder + "'",
                "fsync = off",
                "max_connections = 50",
                "log_line_prefix = '%m [%p] db=%d app=%a '");
        cluster.access("host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256");
        return cluster;
    }

    /** Makes a hot standby of this running cluster. */
    public LocalCluster standby() {
        LocalCluster standby = new LocalCluster(Programs.folder());
        Programs.run(
                Programs.postgres("pg_basebackup"),
                "--pgdata=" + standby.data(),
                "--host=" + Login.LOOPBACK,
                "--port=" + port,
                "--username=" + SUPERUSER,
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync");
        standby.settings("unix_socket_directories = '" + standby.folder + "'");
        return standby;
    }

    /** Adds lines to the configuration. */
    public LocalCluster settings(String... lines) {
        append("postgresql.conf", List.of(lines));
        return this;
    }

    /** Says who may connect and how, but for the superuser. */
    public LocalCluster access(String... lines) {
        write("pg_hba.conf", Stream.concat(ACCESS.stream(), Stream.of(lines)).toList());
        return this;
    }

    /** Makes the server speak this language, as {@code de}, where its translations are installed. */
    public LocalCluster language(String code) {
        language = code;
        // The language of the environment does not count for the locale C.
        return settings("lc_messages = 'C.UTF-8'");
    }

    public LocalCluster start() {
        for (int attempt = 1; ; attempt++) {
            try {
                startOnPort();
                startedBefore = true;
                running = true;
                return this;
            } catch (IllegalStateException e) {
                // Clients were told this port, so a restarted server has to keep it.
                if (startedBefore || attempt == Ports.MOST_STARTS) {
                    throw e;
                }
                port = Ports.free();
            }
        }
    }

    private void startOnPort() {
        Programs.runWith(
                "LANGUAGE",
                language,
                Programs.postgres("pg_ctl"),
                "start",
                "--wait",
                "--timeout=300",
                "--silent",
                "--pgdata=" + data(),
                "--log=" + logFile(),
                "--options=-p " + port);
    }

    /** Ends every session, then the server. */
    public void stop() {
        stop("fast");
    }

    /** Ends the server at once, as it is: what was not committed is lost, and it will have to recover. */
    public void stopImmediately() {
        stop("immediate");
    }

    private void stop(String mode) {
        Programs.run(Programs.postgres("pg_ctl"), "stop", "--wait", "--mode=" + mode, "--silent", "--pgdata=" + data());
        running = false;
    }

    /** SIGKILL to the server and all of its processes. */
    public void kill() {
        ProcessTrees.kill(List.of(postmaster()));
        running = false;
    }

    private ProcessHandle postmaster() {
        try {
            String pid =
                    Files.readAllLines(data().resolve("postmaster.pid"), UTF_8).get(0);
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a standby take writes; returns when it does. */
    public void promote() {
        Programs.run(Programs.postgres("pg_ctl"), "promote", "--wait", "--silent", "--pgdata=" + data());
    }

    /** Executes statements as the superuser. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database)) {
            Sql.execute(connection, statements);
        }
    }

    /** Asks for one text as the superuser. */
    public String ask(String database, String query) throws SQLException {
        try (Connection connection = connect(database)) {
            return Sql.ask(connection, query);
        }
    }

    /** Connects as the superuser. */
    public Connection connect(String database) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {Login.LOOPBACK});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser(SUPERUSER);
        return dataSource.getConnection();
    }

    public Login login(String database, String user, String password) {
        return new Login(Login.LOOPBACK, port, database, user, password);
    }

    public int port() {
        return port;
    }

    /** Where the cluster's files are; the data is in a folder of it. */
    public Path folder() {
        return folder;
    }

    public String log() {
        try {
            return Files.readString(logFile(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path logFile() {
        return folder.resolve("server.log");
    }

    private Path passwordFile() {
        Path file = folder.resolve("password");
        try {
            Files.writeString(file, "never-used\n", UTF_8);
            Programs.give(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private void append(String file, List<String> lines) {
        write(file, lines, StandardOpenOption.APPEND);
    }

    private void write(String file, List<String> lines, StandardOpenOption... options) {
        try {
            Files.write(data().resolve(file), lines, UTF_8, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (running) {
            stop();
        }
        Programs.delete(folder);
    }
}
