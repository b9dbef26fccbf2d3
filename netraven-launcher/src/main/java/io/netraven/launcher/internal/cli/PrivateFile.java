package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Secret;
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
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, isNew, owner))) {
            out.write(text);
            out.write('\n');
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(
                    ExitCode.USAGE, "file_exists", "The file " + file + " is there already: name another one");
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "file_failed",
                    "The file " + file + " cannot be written (" + e.getClass().getSimpleName()
                            + "): its folder has to exist and be writable");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
