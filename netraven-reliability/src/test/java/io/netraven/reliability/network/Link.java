package io.netraven.reliability.network;

import io.netraven.launcher.testing.Await;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** One client's connection through the proxy, with a thread for each direction. */
final class Link {

    /** Sees every message, and passes it on or does not. */
    interface Watch {
        void see(Link link, Side from, Message message) throws IOException;
    }

    private final Socket client;
    private final Socket server;
    private final Framing framing;
    private final Watch watch;
    private volatile boolean muted;
    private volatile boolean drained;
    private volatile boolean silent;

    Link(Socket client, Socket server, Watch watch) throws IOException {
        this.client = client;
        this.server = server;
        this.watch = watch;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        this.framing = new Framing(stream(client), stream(server));
    }

    private static DataInputStream stream(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    void start() {
        for (Side side : Side.values()) {
            Thread thread = new Thread(() -> carry(side), "proxy-" + side);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void carry(Side from) {
        try {
            for (Optional<Message> next = framing.next(from); next.isPresent(); next = framing.next(from)) {
                if (!muted) {
                    watch.see(this, from, next.get());
                }
                if (muted && !drained) {
                    return;
                }
            }
        } catch (IOException e) {
            // A side has gone: the other one is told below, unless it is not to be.
        }
        if (!muted) {
            close();
        }
    }

    void pass(Side from, Message message) throws IOException {
        message.writeTo(socket(from == Side.CLIENT ? Side.SERVER : Side.CLIENT).getOutputStream());
    }

    /**
     * Passes nothing on any more, the end of a side included.
     *
     * @param andDrain whether what comes is still read, so that nobody's buffer fills
     */
    void mute(boolean andDrain) {
        drained = andDrain;
        muted = true;
    }

    /** Says that the server's side is lost by {@link #loseTheServer()}, and not told before. */
    void losesTheServerLater() {
        silent = true;
    }

    /**
     * Does to the server's side what TCP does where a peer says nothing, not even that it is there: after some probes the
     * connection is lost. What the proxy holds, its kernel would confirm for ever.
     */
    void loseTheServer() throws IOException {
        if (silent) {
            reset(Side.SERVER);
        }
    }

    /** Sends a side the end of the connection, behind what it was sent. */
    void end(Side side) throws IOException {
        socket(side).shutdownOutput();
    }

    void reset(Side side) throws IOException {
        socket(side).setSoLinger(true, 0);
        socket(side).close();
    }

    void pause(Duration duration) {
        Await.pause(duration);
    }

    void close() {
        try (client;
                server) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket socket(Side side) {
        return side == Side.CLIENT ? client : server;
    }
}
