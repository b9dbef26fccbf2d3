package io.netraven.reliability.cluster;

import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.LocalCluster;
import io.netraven.launcher.testing.Programs;
import io.netraven.reliability.failover.Hosts;
import io.netraven.reliability.failover.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three nodes under Patroni and etcd on loopback. Patroni itself says who leads. */
final class Patroni implements Servers {

    static final String PASSWORD = Database.PASSWORD;

    private static final int NODES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final List<Path> folders = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Etcd etcd;

    private Patroni() {
        etcd = Etcd.start(folder());
        for (int number = 1; number <= NODES; number++) {
            nodes.add(new Node("node" + number, folder(), etcd));
        }
    }

    static Patroni start() throws SQLException {
        Programs.named("patroni");
        Patroni patroni = new Patroni();
        try {
            patroni.heal();
            patroni.createOwner();
        } catch (SQLException | RuntimeException | Error e) {
            patroni.close();
            throw e;
        }
        return patroni;
    }

    private Path folder() {
        Path folder = Programs.folder();
        folders.add(folder);
        return folder;
    }

    @Override
    public Hosts hosts() {
        return new Hosts(nodes.stream().map(Node::port).toList(), LocalCluster.SUPERUSER);
    }

    /**
     * Starts the nodes that are down and waits until all three are at it, one of them in step with the leader. A lost
     * leader comes back when another has taken over: before, it would find itself the leader still.
     */
    @Override
    public void heal() {
        if (nodes.stream().anyMatch(Node::runs)) {
            hosts().awaitWrites();
        }
        nodes.forEach(Node::start);
        Await.until(() -> count("primary") == 1 && count("replica") == NODES - 1 && count("synchronous") == 1, LONGEST);
        hosts().awaitWrites();
    }

    private long count(String role) {
        return nodes.stream().filter(node -> node.is(role)).count();
    }

    private Node leader() {
        return nodes.stream().filter(node -> node.is("primary")).findFirst().orElseThrow();
    }

    /** A switch-over, as {@code patronictl switchover} asks for it. */
    void switchOver() throws IOException {
        Node leader = leader();
        int status = Http.post(leader.api(), "/switchover", "{\"leader\": \"" + leader.name() + "\"}");
        if (status != Http.OK) {
            throw new IllegalStateException("The switch-over was answered with " + status);
        }
    }

    /** SIGKILL to the leader's Patroni and server. */
    void killLeader() {
        leader().kill();
    }

    @Override
    public void close() {
        nodes.forEach(Node::kill);
        // What a Patroni was about to start.
        nodes.forEach(Node::kill);
        etcd.close();
        folders.forEach(Programs::delete);
    }
}
