package io.netraven.launcher.internal.backup;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256 checksums of a dump: of one file, or of each file of a folder. Written as {@code sha256sum} writes them. */
final class Checksum {

    private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final int BUFFER = 1 << 16;

    private Checksum() {}

    /** What a checksum file says of a dump. */
    enum Verdict {
        EQUAL,
        DIFFERENT,
        /** The checksum file itself cannot be used: nothing is known of the dump. */
        UNUSABLE
    }

    /** The lines of a checksum file for a dump that gets this name. */
    static String lines(Path dump, String name) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : PrivateFiles.files(dump)) {
            lines.append(digest(file))
                    .append("  ")
                    .append(label(dump, file, name))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String label(Path dump, Path file, String name) {
        return file.equals(dump) ? name : name + "/" + file.getFileName();
    }

    /** Compares a dump with a checksum file, which other tools may have written in their own notation. */
    static Verdict compare(Path dump, Path checksums) throws IOException {
        List<String> lines = text(Files.readAllBytes(checksums))
                .lines()
                .filter(DIGEST.asPredicate())
                .toList();
        List<Path> files = PrivateFiles.files(dump);
        if (lines.isEmpty()) {
            return Verdict.UNUSABLE;
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String expected = digest(lines, file, files.size() == 1);
            if (expected.isEmpty()) {
                return Files.isDirectory(dump) ? Verdict.DIFFERENT : Verdict.UNUSABLE;
            }
            if (!expected.equals(digest(file))) {
                return Verdict.DIFFERENT;
            }
            found.add(expected);
        }
        boolean fewer = Files.isDirectory(dump) && found.size() < lines.size();
        return fewer ? Verdict.DIFFERENT : Verdict.EQUAL;
    }

    /** The line that names the file; where there is one file and one line, that line. */
    private static String digest(List<String> lines, Path file, boolean single) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        for (String line : lines) {
            if (line.contains(name) || (single && lines.size() == 1)) {
                Matcher matcher = DIGEST.matcher(line);
                return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "";
            }
        }
        return "";
    }

    /** PowerShell writes UTF-16. */
    private static String text(byte[] bytes) {
        boolean utf16 = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        return new String(bytes, utf16 ? UTF_16LE : UTF_8);
    }

    static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** A short text that differs for other inputs. */
    static String shortDigest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)), 0, 4);
    }
}
