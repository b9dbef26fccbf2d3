package io.netraven.launcher.internal.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files that only their owner may read, and that are on the disk. */
final class PrivateFiles {

    static final FileAttribute<Set<PosixFilePermission>> ATTRIBUTES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final FileAttribute<Set<PosixFilePermission>> FOLDER_ATTRIBUTES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PrivateFiles() {}

    /** Writes what is in memory to the disk, of a file or of all files of a folder. */
    static void sync(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path each : files(path)) {
                sync(each);
            }
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Writes the entries of a folder to the disk. Some file systems refuse that. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The file, or the files of the folder, sorted. */
    static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList();
        }
    }

    static long size(Path path) throws IOException {
        long size = 0;
        for (Path each : files(path)) {
            size += Files.size(each);
        }
        return size;
    }

    /** Deletes a file, or a folder with all that is in it. What cannot be deleted stays. */
    static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // Gone already, or the next run deletes it.
        }
    }
}
