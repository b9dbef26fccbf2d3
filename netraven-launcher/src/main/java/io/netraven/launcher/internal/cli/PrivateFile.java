package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Secret;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** A new file that only its owner may read. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Writes a secret and a newline; a file that is there is left alone. */
    public static void write(Path file, Secret secret) {
        byte[] text = secret.revealUtf8();
        try (OutputStream out = open(file)) {
            out.write(text);
            out.write('\n');
        } catch (IOException e) {
            throw failed(file, e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Opens a file that is not there yet. */
    static OutputStream open(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return new BufferedOutputStream(Channels.newOutputStream(Files.newByteChannel(file, isNew, owner)));
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static CommandFailed failed(Path file, IOException failure) {
        if (failure instanceof FileAlreadyExistsException) {
            return new CommandFailed(
                    ExitCode.USAGE, "file_exists", "The file " + file + " is there already: name another one");
        }
        return new CommandFailed(
                ExitCode.USAGE,
                "file_failed",
                "The file " + file + " cannot be written (" + failure.getClass().getSimpleName()
                        + "): its folder has to exist and be writable");
    }
}
