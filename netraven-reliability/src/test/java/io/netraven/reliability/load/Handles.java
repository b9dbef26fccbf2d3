package io.netraven.reliability.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds of the system's.
 *
 * @param threads that live
 * @param files open files and sockets; zero where the system does not tell
 */
record Handles(int threads, long files) {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    static Handles now() {
        return new Handles(ManagementFactory.getThreadMXBean().getThreadCount(), openFiles());
    }

    private static long openFiles() {
        if (!Files.isDirectory(OPEN_FILES)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this is no more than before, but for so many that come and go by themselves. */
    boolean isNoMoreThan(Handles before, int tolerance) {
        return threads <= before.threads + tolerance && files <= before.files + tolerance;
    }
}
