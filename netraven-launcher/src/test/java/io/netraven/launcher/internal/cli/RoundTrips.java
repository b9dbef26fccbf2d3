package io.netraven.launcher.internal.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and the server and counts how often the client waited for an answer: the messages
 * ReadyForQuery (PostgreSQL manual, 55.7), less the one that ends the start of each connection. Without TLS, which
 * would hide them.
 */
final class RoundTrips implements AutoCloseable {

    private static final int READY_FOR_QUERY = 'Z';

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    RoundTrips(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where the client is to connect to, on the loopback address. */
    int port() {
        return door.getLocalPort();
    }

    /** Since the connections were up. */
    int count() {
        return answers.get() - connections.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket server = new Socket(host, port);
            connections.incrementAndGet();
            start(() -> {
                try (client;
                        server) {
                    client.getInputStream().transferTo(server.getOutputStream());
                }
            });
            start(() -> forward(server, client));
        }
    }

    private void forward(Socket server, Socket client) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
        for (int type = in.read(); type >= 0; type = in.read()) {
            int length = in.readInt();
            if (type == READY_FOR_QUERY) {
                answers.incrementAndGet();
            }
            out.write(type);
            out.writeInt(length);
            out.write(in.readNBytes(length - Integer.BYTES));
            out.flush();
        }
    }

    private interface Forwarding {
        void run() throws IOException;
    }

    private static void start(Forwarding forwarding) {
        Thread thread = new Thread(
                () -> {
                    try {
                        forwarding.run();
                    } catch (IOException e) {
                        // One of the two has gone, and so has what was to be counted.
                    }
                },
                "round-trips");
        thread.setDaemon(true);
        thread.start();
    }
}
