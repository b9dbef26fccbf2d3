package io.netraven.reliability.network;

import io.netraven.launcher.testing.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and the server, knows where a message ends, and does harm to one of them. What comes after
 * that, on other connections, gets through. Without TLS, which would hide the messages.
 */
final class FaultyProxy implements AutoCloseable {

    /** What harms nobody. */
    private static final Point NOWHERE = new Point(Side.CLIENT, 0);

    private final Login server;
    private final Point point;
    private final Fault fault;
    private final ServerSocket door;
    private final List<Point> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Point> commits = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Link> links = new ConcurrentLinkedQueue<>();
    private final Map<Side, Integer> counts = new EnumMap<>(Side.class);
    private final AtomicLong struck = new AtomicLong();

    private FaultyProxy(Login server, Point point, Fault fault) throws IOException {
        this.server = server;
        this.point = point;
        this.fault = fault;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** A proxy that only counts. */
    static FaultyProxy harmless(Login server) throws IOException {
        return new FaultyProxy(server, NOWHERE, Fault.LATE);
    }

    static FaultyProxy with(Login server, Point point, Fault fault) throws IOException {
        return new FaultyProxy(server, point, fault);
    }

    /** Where the client is to connect to. */
    Login login() {
        return server.at(Login.LOOPBACK, door.getLocalPort());
    }

    /** Every message so far. */
    List<Point> seen() {
        return List.copyOf(seen);
    }

    /** Those by which the server says that it has committed. */
    List<Point> commits() {
        return List.copyOf(commits);
    }

    boolean hasStruck() {
        return struck.get() != 0;
    }

    /** When the fault struck, by the clock that only runs forward. */
    long struck() {
        return struck.get();
    }

    /** Ends what the fault has left open, as TCP does after some probes; the server sees the loss. */
    void loseSilentServers() throws IOException {
        for (Link link : links) {
            link.loseTheServer();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Link link = new Link(client, new Socket(server.host(), server.port()), this::see);
                links.add(link);
                link.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void see(Link link, Side from, Message message) throws IOException {
        if (count(from, message).equals(point)) {
            struck.set(System.nanoTime());
            fault.strike(link, from, message);
        } else {
            link.pass(from, message);
        }
    }

    private synchronized Point count(Side from, Message message) {
        Point here = new Point(from, counts.merge(from, 1, Integer::sum));
        seen.add(here);
        if (message.isCommitted()) {
            commits.add(here);
        }
        return here;
    }

    /** Ends all that it carries. */
    @Override
    public void close() throws IOException {
        door.close();
        links.forEach(Link::close);
    }
}
