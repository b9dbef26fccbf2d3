package io.netraven.launcher.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server, counts what clients send, and does something before it passes one of these messages on. */
final class CountingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final int message;
    private final Runnable action;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicBoolean reached = new AtomicBoolean();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private CountingProxy(ServerSocket listener, int serverPort, int message, Runnable action) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.message = message;
        this.action = action;
    }

    static CountingProxy before(int serverPort, int message, Runnable action) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CountingProxy proxy = new CountingProxy(listener, serverPort, message, action);
        start(proxy::accept);
        return proxy;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    boolean isReached() {
        return reached.get();
    }

    /** How many messages clients have sent. */
    int messages() {
        return messages.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                start(() -> copy(client, server, true));
                start(() -> copy(server, client, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void copy(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (counted && messages.incrementAndGet() == message) {
                    reached.set(true);
                    // By another thread: it may wait for what this one passes on.
                    start(action);
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two is gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
