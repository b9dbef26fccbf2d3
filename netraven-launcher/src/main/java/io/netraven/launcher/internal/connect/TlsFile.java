package io.netraven.launcher.internal.connect;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLKeyException;

/**
 * A file with a key or certificates.
 *
 * @param what what it is, for messages
 * @param path where it is
 */
record TlsFile(String what, Path path) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Integer ROOT = 0;

    /**
     * One part of a PEM file (RFC 7468).
     *
     * @param label what it says that it is
     * @param text what is between its two lines
     */
    record Block(String label, String text) {

        byte[] decode() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    /** The file that a property names; absent where the property is not set, or set to nothing. */
    static Optional<TlsFile> named(String what, String property, Properties properties) throws SSLKeyException {
        String value = properties.getProperty(property, "");
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(new TlsFile(what, Path.of(value)));
        } catch (InvalidPathException e) {
            throw new SSLKeyException("The " + what + " has an invalid path. Correct " + property);
        }
    }

    /** The file where libpq and the driver look for it; absent where it is not there. */
    static Optional<TlsFile> atItsUsualPlace(String what, String name) {
        String folder =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")
                        ? System.getenv("APPDATA") + File.separator + "postgresql"
                        : System.getProperty("user.home") + File.separator + ".postgresql";
        Path path = Path.of(folder, name);
        return Files.exists(path) ? Optional.of(new TlsFile(what, path)) : Optional.empty();
    }

    byte[] read() throws SSLKeyException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw problem("does not exist", "Correct its path, or put the file there");
        } catch (IOException e) {
            throw problem(
                    "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "Let the user that runs this program read it");
        }
    }

    /** Reads a file that nobody else may read; libpq's rule, which lets a file of root's be of a group too. */
    byte[] readSecret() throws SSLKeyException {
        byte[] content = read();
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            String found = PosixFilePermissions.toString(others);
            others.removeAll(OF_OWNER);
            if (ROOT.equals(Files.getAttribute(path, "unix:uid"))) {
                others.remove(PosixFilePermission.GROUP_READ);
            }
            if (!others.isEmpty()) {
                throw problem(
                        "can be read or written by others (" + found + ")",
                        "chmod 0600 it; a file of root's may have 0640");
            }
        } catch (UnsupportedOperationException e) {
            // The file system has no such permissions.
        } catch (IOException e) {
            if (e instanceof SSLKeyException known) {
                throw known;
            }
            throw problem("has unreadable permissions", "Put it on a file system that has them");
        }
        return content;
    }

    /** The parts of a PEM file, whatever stands between them; none where it is another format. */
    static List<Block> blocks(byte[] content) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    /** Says what is wrong with it, and what to do: two sentences, the last without a full stop. */
    SSLKeyException problem(String found, String advice) {
        return new SSLKeyException("The " + what + " " + path + " " + found + ". " + advice);
    }
}
