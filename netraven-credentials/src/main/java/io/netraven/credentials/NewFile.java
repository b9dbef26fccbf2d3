package io.netraven.credentials;

import io.netraven.credentials.internal.crypto.ProtectedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is there with all of its content, or not at all, also after a power failure; only its owner may read it.
 * It is written next to its place and then moved, over nothing: a file that is there already stays.
 */
final class NewFile {

    private final Path target;
    private final Path folder;
    private final boolean posix;

    private NewFile(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Writes a file, which is there when this returns, and not when it throws. */
    static void write(Path target, ProtectedFile.Writer content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(target.toString(), null, "it is a folder");
        }
        new NewFile(target, folder).write(content);
    }

    private void write(ProtectedFile.Writer content) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path draft = Files.createTempFile(folder, ".netraven-", ".tmp", ownerOnly());
        try {
            fill(draft, content);
            move(draft);
        } catch (IOException | RuntimeException | Error e) {
            discard(draft, e);
            throw e;
        }
    }

    private static void fill(Path draft, ProtectedFile.Writer content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.write(out);
            out.flush();
            channel.force(true);
        }
    }

    /** Moving replaces a file, so that an empty one takes the name first: of two writers one fails. */
    private void move(Path draft) throws IOException {
        Files.createFile(target, ownerOnly());
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            if (posix) {
                sync();
            }
        } catch (IOException | RuntimeException | Error e) {
            discard(target, e);
            throw e;
        }
    }

    /** A file's name is the folder's content. */
    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void discard(Path file, Throwable reason) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
