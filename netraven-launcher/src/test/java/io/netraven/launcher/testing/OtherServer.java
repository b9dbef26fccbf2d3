package io.netraven.launcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server and makes it look like another product: replaces, or adds, parameters that a server reports
 * when a connection begins. Everything else goes through as it is.
 */
public final class OtherServer implements AutoCloseable {

    private static final int LONGEST_NUMBERED = 8;
    private static final int WITHOUT_TYPE = 4;

    private final ServerSocket socket;
    private final int port;
    private final Map<String, String> parameters;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private OtherServer(ServerSocket socket, int port, Map<String, String> parameters) {
        this.socket = socket;
        this.port = port;
        this.parameters = parameters;
    }

    /**
     * Begins to listen on loopback.
     *
     * @param port of the server
     * @param parameters what it reports, by name
     */
    public static OtherServer before(int port, Map<String, String> parameters) {
        try {
            OtherServer server =
                    new OtherServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, parameters);
            server.start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What ends with an exception ends because one side is gone. */
    private interface Conversation {
        void run() throws IOException;
    }

    private void start(Conversation conversation) {
        Thread thread = new Thread(
                () -> {
                    try {
                        conversation.run();
                    } catch (IOException e) {
                        // The other direction ends too.
                    }
                },
                "other-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = socket.accept();
            open.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(server);
            DataInputStream asked = new DataInputStream(client.getInputStream());
            DataOutputStream answers = new DataOutputStream(client.getOutputStream());
            int length = asked.readInt();
            while (length == LONGEST_NUMBERED) {
                // Asks for encryption, which is not to be had.
                asked.skipNBytes(WITHOUT_TYPE);
                answers.write('N');
                length = asked.readInt();
            }
            DataOutputStream begun = new DataOutputStream(server.getOutputStream());
            begun.writeInt(length);
            begun.write(asked.readNBytes(length - WITHOUT_TYPE));
            start(() -> asked.transferTo(begun));
            answer(new DataInputStream(server.getInputStream()), answers);
        }
    }

    private void answer(DataInputStream from, DataOutputStream to) throws IOException {
        Map<String, String> missing = new HashMap<>(parameters);
        while (true) {
            int type = from.readUnsignedByte();
            byte[] body = from.readNBytes(from.readInt() - WITHOUT_TYPE);
            if (type == 'S') {
                String name = new String(body, UTF_8).split("\0", -1)[0];
                body = parameters.containsKey(name) ? report(name) : body;
                missing.remove(name);
            }
            if (type == 'Z') {
                for (String name : missing.keySet()) {
                    write(to, 'S', report(name));
                }
            }
            write(to, type, body);
            if (type == 'Z') {
                from.transferTo(to);
                return;
            }
        }
    }

    private byte[] report(String name) {
        return (name + "\0" + parameters.get(name) + "\0").getBytes(UTF_8);
    }

    private static void write(DataOutputStream to, int type, byte[] body) throws IOException {
        to.writeByte(type);
        to.writeInt(body.length + WITHOUT_TYPE);
        to.write(body);
        to.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
