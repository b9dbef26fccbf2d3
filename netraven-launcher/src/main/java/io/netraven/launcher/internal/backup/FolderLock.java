package io.netraven.launcher.internal.backup;

import io.netraven.launcher.internal.backup.BackupException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lock on a file of the folder of backups. It ends with the process. */
final class FolderLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Asks the system for a lock; null where another process has it. */
    @FunctionalInterface
    interface Request {
        @Nullable
        FileLock lock(FileChannel channel) throws IOException;
    }

    /** Locks if nobody else has the lock. */
    static Optional<FolderLock> tryOn(Path file) {
        return tryOn(file, FileChannel::tryLock);
    }

    static Optional<FolderLock> tryOn(Path file, Request request) {
        FileChannel channel = open(file);
        try {
            FileLock lock = request.lock(channel);
            if (lock != null) {
                return Optional.of(new FolderLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
        } catch (IOException e) {
            close(channel);
            throw new BackupException(
                    Reason.NOT_STORED,
                    "The folder " + file.getParent() + " cannot be locked (file system " + type(file) + "): "
                            + e.getMessage() + ". Use a file system with locks. No backup was made",
                    e);
        }
        close(channel);
        return Optional.empty();
    }

    /** Locks, and waits for others, who have such a lock for a moment only. */
    static FolderLock on(Path file) {
        long start = System.nanoTime();
        while (true) {
            Optional<FolderLock> lock = tryOn(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new BackupException(
                        Reason.NOT_STORED,
                        file + " is locked by another process for more than a minute. No backup was made");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.ATTRIBUTES);
        } catch (IOException e) {
            throw new BackupException(
                    Reason.NOT_STORED,
                    "The folder " + file.getParent() + " cannot be written by user " + System.getProperty("user.name")
                            + ": " + e.getMessage(),
                    e);
        }
    }

    private static String type(Path file) {
        try {
            return Files.getFileStore(file).type();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written.
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
