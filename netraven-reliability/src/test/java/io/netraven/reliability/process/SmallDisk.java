package io.netraven.reliability.process;

import io.netraven.launcher.testing.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a size of its own, in memory, which can be filled up. Closing it takes it away. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final Path mount;

    private SmallDisk(Path mount) {
        this.mount = mount;
    }

    /** Tries whether this process may mount one. */
    static boolean isPossible() {
        try {
            mount().close();
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    static SmallDisk mount() throws IOException {
        Path mount = Files.createTempDirectory("netraven-disk-");
        try {
            Programs.runAsThisUser(
                    "mount", "-t", "tmpfs", "-o", "size=256m,mode=777", "netraven-disk", mount.toString());
        } catch (IllegalStateException e) {
            Files.delete(mount);
            throw e;
        }
        SmallDisk disk = new SmallDisk(mount);
        Files.createDirectory(disk.folder());
        Programs.give(disk.folder());
        return disk;
    }

    /** Where the server may write. */
    Path folder() {
        return mount.resolve("tables");
    }

    long free() throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    /** Writes until only so much is left. */
    void fillUpTo(long left) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream file = Files.newOutputStream(filler())) {
            for (long space = free() - left; space >= BLOCK; space -= BLOCK) {
                file.write(block);
            }
        }
    }

    /** Makes room again. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return mount.resolve("filler");
    }

    @Override
    public void close() {
        Programs.runAsThisUser("umount", mount.toString());
        try {
            Files.delete(mount);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
