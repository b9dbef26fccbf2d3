package io.netraven.launcher.internal.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The version of a dump's archive format, as its header tells it: {@code PGDMP}, then the version's three bytes
 * (PostgreSQL, {@code pg_backup_archiver.h}).
 *
 * @param major 1 for all releases
 * @param minor 14 for PostgreSQL 12 to 15, 15 for 16, 16 for 17 and 18
 */
record ArchiveFormat(int major, int minor) {

    private static final byte[] MAGIC = {'P', 'G', 'D', 'M', 'P'};

    /** Reads the header of a file, or of the table of contents of a folder. Empty where it is not a dump. */
    static Optional<ArchiveFormat> of(Path dump) throws IOException {
        Path file = Files.isDirectory(dump) ? dump.resolve("toc.dat") : dump;
        try (InputStream in = Files.newInputStream(file)) {
            for (byte expected : MAGIC) {
                if (in.read() != expected) {
                    return Optional.empty();
                }
            }
            return Optional.of(new ArchiveFormat(next(in), next(in)));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static int next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    /** The oldest release whose {@code pg_restore} reads it. */
    int oldestProgram() {
        if (major > 1 || minor > 16) {
            return 19;
        }
        return switch (minor) {
            case 16 -> 17;
            case 15 -> 16;
            default -> 12;
        };
    }
}
