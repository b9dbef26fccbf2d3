package io.netraven.schema.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders that PostgreSQL's binaries are unpacked into, one for each release. The library that unpacks them does not
 * notice a full disk, and never unpacks what it thinks is there: a folder from which no server has started yet is not to be
 * trusted.
 *
 * @param parent of these folders
 */
record UnpackedBinaries(Path parent) {

    /** What a release takes, and as much again. */
    private static final long NEEDED = 128L << 20;

    private static final String SERVED = ".served";

    /**
     * Makes sure that what is not unpacked yet can be.
     *
     * @throws IllegalStateException when the file system is too full
     */
    void requireSpace() throws IOException {
        Files.createDirectories(parent);
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < NEEDED && releases().stream().noneMatch(UnpackedBinaries::hasServed)) {
            throw new IllegalStateException("PostgreSQL's binaries are unpacked into " + parent + ", where "
                    + (free >> 20) + " MiB are free, and " + (NEEDED >> 20)
                    + " are needed: free some, or name another folder by -Djava.io.tmpdir");
        }
    }

    /** A server has started from each that is there. */
    void haveServed() {
        for (Path release : releases()) {
            try {
                Files.write(release.resolve(SERVED), new byte[0]);
            } catch (IOException e) {
                // Somebody else's: its owner does so.
            }
        }
    }

    /**
     * Deletes those from which no server has ever started, as they may lack files; the next process unpacks them again.
     *
     * @return what was deleted
     */
    List<Path> discard() {
        List<Path> unproven =
                releases().stream().filter(release -> !hasServed(release)).toList();
        unproven.forEach(UnpackedBinaries::delete);
        return unproven;
    }

    private static boolean hasServed(Path release) {
        return Files.exists(release.resolve(SERVED));
    }

    private List<Path> releases() {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("PG-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
