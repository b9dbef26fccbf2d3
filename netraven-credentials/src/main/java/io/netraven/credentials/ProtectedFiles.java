package io.netraven.credentials;

import io.netraven.credentials.CredentialException.FileDamaged;
import io.netraven.credentials.CredentialException.FileFailed;
import io.netraven.credentials.CredentialException.FileTooCostly;
import io.netraven.credentials.CredentialException.Invalid;
import io.netraven.credentials.CredentialException.WrongPassphrase;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.crypto.ProtectedFile;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.internal.crypto.ProtectedFile.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads files that a passphrase protects. Safe for use by several threads.
 *
 * <p>An {@link IOException} of a writer or reader is taken for the file's. What else is wrong with the content it throws
 * as a {@link CredentialException}, which passes: a parser's own message may quote a secret.
 *
 * @param cost draws a salt, and says what the derivation of a new file's keys costs
 */
record ProtectedFiles(Function<SecureRandom, KeyDerivation> cost) {

    /** At the cost that files are meant to have: 256 MiB, most of a second. */
    static final ProtectedFiles STANDARD = new ProtectedFiles(KeyDerivation::forFile);

    /**
     * Writes a file.
     *
     * @param target where to; a file that is there already stays as it is
     * @param passphrase stays the caller's
     * @throws Invalid when the passphrase is weak, or the file is there already
     * @throws FileFailed when it cannot be written; nothing remains of it, whatever is thrown
     */
    void write(Path target, Kind kind, Secret passphrase, ProtectedFile.Writer content) {
        Passphrase.weakness(passphrase).ifPresent(weakness -> {
            throw new Invalid("The file " + target + " is to be protected by a passphrase " + weakness);
        });
        byte[] utf8 = Passphrase.utf8(passphrase);
        try {
            KeyDerivation derivation = cost.apply(new SecureRandom());
            NewFile.write(target, file -> ProtectedFile.write(file, kind, utf8, derivation, content));
        } catch (FileAlreadyExistsException e) {
            throw new Invalid("The file " + target + " is there already, and is not overwritten: name another one");
        } catch (IOException e) {
            throw new FileFailed("The file " + target + " cannot be written" + reason(e), withoutContent(e));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /**
     * Reads a file. The reader sees authentic bytes only, but whether they are all of them is known only when this
     * returns: until then it must not act on them for good.
     *
     * @param passphrase stays the caller's
     * @throws FileDamaged when the file is not what was written, or of another kind or a later release
     * @throws FileTooCostly when its key derivation is dearer than is sensible
     * @throws WrongPassphrase when it is whole, and another passphrase's
     * @throws FileFailed when it cannot be read
     */
    <T extends @Nullable Object> T read(Path source, Kind kind, Secret passphrase, ProtectedFile.Reader<T> reader) {
        byte[] utf8 = Passphrase.utf8(passphrase);
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.READ)) {
            return ProtectedFile.read(file, kind, utf8, reader);
        } catch (Refused e) {
            throw refusal("The file " + source + " " + e.getMessage(), e.reason());
        } catch (IOException e) {
            throw new FileFailed("The file " + source + " cannot be read" + reason(e), withoutContent(e));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static CredentialException refusal(String message, ProtectedFile.Reason reason) {
        return switch (reason) {
            case DAMAGED, OTHER_KIND, UNKNOWN_VERSION -> new FileDamaged(message);
            case TOO_COSTLY -> new FileTooCostly(message);
            case WRONG_PASSPHRASE -> new WrongPassphrase(message);
        };
    }

    /** The same place, and without the message that a parser of the content may have given it. */
    private static IOException withoutContent(IOException e) {
        if (e instanceof FileSystemException) {
            return e;
        }
        IOException copy = new IOException(e.getClass().getName());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    /** Not the exception's message, which may come from whoever parses the content. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return ": " + missing.getFile() + " is not there";
        }
        return e instanceof AccessDeniedException denied ? ": access to " + denied.getFile() + " is denied" : "";
    }
}
