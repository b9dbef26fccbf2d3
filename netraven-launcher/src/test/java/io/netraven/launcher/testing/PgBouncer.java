package io.netraven.launcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PgBouncer in transaction mode, before a cluster. */
public final class PgBouncer implements AutoCloseable {

    private final Process process;
    private final Path folder;
    private final int port;

    private PgBouncer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts it with so many connections to each database, for one role. */
    public static PgBouncer before(LocalCluster cluster, int poolSize, String user, String password) {
        for (int attempt = 1; ; attempt++) {
            PgBouncer bouncer = start(cluster, poolSize, user, password);
            if (bouncer.process.isAlive()) {
                return bouncer;
            }
            if (attempt == Ports.MOST_STARTS) {
                throw new IllegalStateException("PgBouncer ended at its start:\n" + bouncer.log());
            }
            bouncer.close();
        }
    }

    private static PgBouncer start(LocalCluster cluster, int poolSize, String user, String password) {
        String program = Programs.named("pgbouncer");
        Path folder = Programs.folder();
        int port = Ports.free();
        try {
            Path users = folder.resolve("users.txt");
            Path configuration = folder.resolve("pgbouncer.ini");
            Files.write(users, List.of("\"" + user + "\" \"" + password + "\""), UTF_8);
            Files.write(
                    configuration,
                    List.of(
                            "[databases]",
                            "* = host=" + Login.LOOPBACK + " port=" + cluster.port(),
                            "[pgbouncer]",
                            "listen_addr = " + Login.LOOPBACK,
                            "listen_port = " + port,
                            "unix_socket_dir =",
                            "auth_type = scram-sha-256",
                            "auth_file = " + users,
                            "pool_mode = transaction",
                            "default_pool_size = " + poolSize,
                            "server_login_retry = 1",
                            // The driver sends it when it connects, and not every release of PgBouncer takes it.
                            "ignore_startup_parameters = extra_float_digits"),
                    UTF_8);
            Programs.give(users);
            Programs.give(configuration);
            Process process = Programs.command(program, configuration.toString())
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
            Await.until(() -> answers(port) || !process.isAlive());
            return new PgBouncer(process, folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("pgbouncer.log"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            for (String file : List.of("users.txt", "pgbouncer.ini", "pgbouncer.log")) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
