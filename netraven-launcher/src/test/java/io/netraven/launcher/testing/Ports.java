package io.netraven.launcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are told theirs. None is given out twice, and the system itself gives them to nobody: they are
 * below its range for those who do not ask for a port. Safe for use by several threads.
 */
public final class Ports {

    /** How often a start is tried, with another port each time: another process may have taken it in between. */
    public static final int MOST_STARTS = 3;

    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int USUAL_END = 32_768;
    private static final int LOWEST = 2_048;

    private static final int END = end();
    private static final int COUNT = END / 2;

    /** Two processes with tests rarely meet. */
    private static final AtomicInteger next =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** A port on which nobody listens. */
    public static int free() {
        for (int i = 0; i < COUNT; i++) {
            int port = END - 1 - Math.floorMod(next.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("All ports from " + (END - COUNT) + " to " + (END - 1) + " are in use");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int end() {
        try {
            int end = Files.exists(RANGE)
                    ? Integer.parseInt(Files.readString(RANGE, UTF_8).strip().split("\\s+", -1)[0])
                    : USUAL_END;
            return end < LOWEST ? USUAL_END : end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
