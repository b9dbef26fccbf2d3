package io.netraven.launcher.alteration;

import io.netraven.launcher.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A cluster of the PostgreSQL that is installed on this machine, for what the embedded one lacks: {@code pg_dump} and
 * its kin. PostgreSQL refuses to run as root; then it runs as {@code postgres} or {@code nobody}.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final List<String> PROGRAMS =
            List.of("initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore", "psql");

    /** By the folder of the programs, the first data folder of this process. */
    private static final Map<Path, Path> MADE = new ConcurrentHashMap<>();

    private final Path programs;
    private final Path folder;
    private final List<String> asUser;
    private int port = Ports.free();

    private LocalPostgres(Path programs, Path folder, List<String> asUser) {
        this.programs = programs;
        this.folder = folder;
        this.asUser = asUser;
    }

    /** The folder of the newest installation with all programs, if there is one. */
    public static Optional<Path> find() {
        return Stream.concat(configured(), installed())
                .filter(folder -> PROGRAMS.stream().allMatch(program -> Files.isExecutable(folder.resolve(program))))
                .findFirst();
    }

    private static Stream<Path> configured() {
        try {
            Process process = new ProcessBuilder("pg_config", "--bindir")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Stream.of(Path.of(answer)) : Stream.of();
        } catch (IOException e) {
            return Stream.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.of();
        }
    }

    private static Stream<Path> installed() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin")).sorted(Comparator.reverseOrder()).toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /** Makes and starts a cluster with a superuser {@code postgres} that is trusted. */
    public static LocalPostgres start(Path programs) throws IOException {
        Path folder = Files.createTempDirectory("netraven-local-postgres");
        List<String> asUser = List.of();
        if (System.getProperty("user.name").equals("root")) {
            UserPrincipal user = unprivilegedUser(folder);
            Files.setOwner(folder, user);
            asUser = List.of("setpriv", "--reuid=" + user.getName(), "--clear-groups");
        }
        LocalPostgres server = new LocalPostgres(programs, folder, asUser);
        server.makeData();
        server.startOnSomePort();
        return server;
    }

    /** A copy of what initdb made the first time, which takes a fraction of its time. */
    private void makeData() {
        Path made = MADE.computeIfAbsent(programs, key -> {
            Path first = folder.resolveSibling(folder.getFileName() + "-initdb");
            run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
            copy(data(), first.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(first)));
            return first;
        });
        if (!Files.exists(Path.of(data()))) {
            copy(made.toString(), data());
        }
    }

    private void copy(String from, String to) {
        List<String> command = new ArrayList<>(asUser);
        command.addAll(List.of("cp", "-a", from, to));
        run(command);
    }

    private void startOnSomePort() {
        for (int attempt = 1; ; attempt++) {
            try {
                startAgain();
                return;
            } catch (IllegalStateException e) {
                if (attempt == Ports.MOST_STARTS) {
                    throw e;
                }
                port = Ports.free();
            }
        }
    }

    /** Starts it once it was stopped. */
    public void startAgain() {
        String log = folder.resolve("log").toString();
        String options = "-p " + port + " -k '' -c listen_addresses=127.0.0.1 -c fsync=off";
        run("pg_ctl", "-D", data(), "-l", log, "-w", "-t", "240", "-o", options, "start");
    }

    /** Stops it as a crash would. */
    public void stopAtOnce() {
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    /** Asks one of its users for the password, once it has read its configuration again. */
    public void guard(String user) throws IOException {
        Path rules = Path.of(data(), "pg_hba.conf");
        Files.writeString(rules, "host all " + user + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static UserPrincipal unprivilegedUser(Path folder) throws IOException {
        var users = folder.getFileSystem().getUserPrincipalLookupService();
        try {
            return users.lookupPrincipalByName("postgres");
        } catch (IOException e) {
            return users.lookupPrincipalByName("nobody");
        }
    }

    public int port() {
        return port;
    }

    public DataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setUser("postgres");
        dataSource.setDatabaseName(database);
        return dataSource;
    }

    /** Runs SQL as the superuser. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asks, as the superuser, for one value. */
    public String ask(String database, String sql) throws SQLException {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Runs one of the client programs on this server. */
    void client(String program, String... args) {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres"));
        all.addAll(Arrays.asList(args));
        run(program, all.toArray(String[]::new));
    }

    private void run(String program, String... args) {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(Arrays.asList(args));
        run(command);
    }

    private void run(List<String> command) {
        try {
            Path log = folder.resolve("commands.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopAtOnce();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
