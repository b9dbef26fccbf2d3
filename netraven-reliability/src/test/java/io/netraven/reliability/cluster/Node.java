package io.netraven.reliability.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.launcher.testing.Login;
import io.netraven.launcher.testing.Ports;
import io.netraven.launcher.testing.ProcessTrees;
import io.netraven.launcher.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server and the Patroni that runs it, with the configuration of docs/high-availability.md. */
final class Node {

    private static final Path PAGE = Path.of("..", "docs", "high-availability.md");
    private static final String BLOCK = "```yaml\n";

    private final String name;
    private final Path folder;
    private final int port = Ports.free();
    private final int api = Ports.free();
    private final String program = Programs.named("patroni");
    private Optional<Background> patroni = Optional.empty();

    Node(String name, Path folder, Etcd etcd) {
        this.name = name;
        this.folder = folder;
        try {
            Files.writeString(configuration(), configured(etcd), UTF_8);
            Programs.give(configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page's configuration, with this node's addresses and folders. */
    private String configured(Etcd etcd) throws IOException {
        String page = Files.readString(PAGE, UTF_8);
        int start = page.indexOf(BLOCK) + BLOCK.length();
        String text = page.substring(start, page.indexOf("```", start));
        String programs =
                Path.of(Programs.postgres("postgres")).resolveSibling("").toString();
        for (Map.Entry<String, String> each : Map.of(
                        "name: db1",
                        "name: " + name,
                        "db1.example.org:8008",
                        Login.LOOPBACK + ":" + api,
                        "db1.example.org:5432",
                        Login.LOOPBACK + ":" + port,
                        "etcd1.example.org:2379,etcd2.example.org:2379,etcd3.example.org:2379",
                        etcd.address(),
                        "10.0.0.0/24",
                        Login.LOOPBACK + "/32",
                        "/usr/lib/postgresql/15/bin",
                        programs,
                        "/var/lib/postgresql/netraven",
                        folder.toString(),
                        "/run/postgresql",
                        folder.toString(),
                        "SUPERUSER-PASSWORD",
                        Patroni.PASSWORD,
                        "REPLICATION-PASSWORD",
                        Patroni.PASSWORD)
                .entrySet()) {
            if (!text.contains(each.getKey())) {
                throw new IllegalStateException("The page's configuration has no " + each.getKey());
            }
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private Path configuration() {
        return folder.resolve("patroni.yml");
    }

    boolean runs() {
        return patroni.filter(Background::isAlive).isPresent();
    }

    void start() {
        if (!runs()) {
            patroni = Optional.of(Background.start(
                    folder.resolve("patroni.log"), program, configuration().toString()));
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    int api() {
        return api;
    }

    /** Tells whether Patroni's health check says so: {@code primary}, {@code replica}, {@code synchronous}. */
    boolean is(String role) {
        return Http.get(api, "/" + role) == Http.OK;
    }

    /** SIGKILL to Patroni, to its server, and to all of their processes. */
    void kill() {
        ProcessTrees.kill(processes());
    }

    /** Patroni and its server, which is no child of it. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> processes = new ArrayList<>();
        patroni.map(Background::handle).filter(ProcessHandle::isAlive).ifPresent(processes::add);
        postmaster().ifPresent(processes::add);
        return processes;
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            Path file = folder.resolve("data").resolve("postmaster.pid");
            return Files.exists(file)
                    ? ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file, UTF_8).get(0)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
