package io.netraven.credentials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for bytes that nobody should find, in all the forms that programs give to bytes. */
final class SecretScanner {

    private static final int BLOCK = 1 << 20;

    /** By the byte that it is recognised by: the first that is not zero, as a heap is full of zeros. */
    private final Map<Integer, List<Pattern>> patterns = new HashMap<>();

    private int longest;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Pattern(String name, byte[] bytes, int firstNotZero) {}

    private SecretScanner() {}

    /** Looks for a text. */
    static SecretScanner forText(String text) {
        SecretScanner scanner = new SecretScanner();
        scanner.addBytes("UTF-8", text.getBytes(UTF_8));
        scanner.add("UTF-16BE", text.getBytes(UTF_16BE));
        scanner.add("UTF-16LE", text.getBytes(UTF_16LE));
        return scanner;
    }

    /** Looks for keys. */
    static SecretScanner forKeys(List<byte[]> keys) {
        SecretScanner scanner = new SecretScanner();
        keys.forEach(key -> scanner.addBytes("bytes", key));
        return scanner;
    }

    private void addBytes(String name, byte[] bytes) {
        add(name, bytes);
        String hex = HexFormat.of().formatHex(bytes);
        addText("hex", hex);
        addText("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            addText("Base64 after " + before, base64(bytes, before));
        }
    }

    /** What Base64 makes of bytes in the middle of others, without the characters that the others have a part in. */
    private static String base64(byte[] bytes, int before) {
        byte[] padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int whole = padded.length / 3 * 4;
        return text.substring(before == 0 ? 0 : before + 1, whole);
    }

    /** As a program writes it, and as a JVM keeps a string of it. */
    private void addText(String name, String text) {
        add(name, text.getBytes(US_ASCII));
        add(name + " in UTF-16BE", text.getBytes(UTF_16BE));
        add(name + " in UTF-16LE", text.getBytes(UTF_16LE));
    }

    private void add(String name, byte[] bytes) {
        int firstNotZero = bytes[0] == 0 ? 1 : 0;
        patterns.computeIfAbsent(bytes[firstNotZero] & 0xff, first -> new ArrayList<>())
                .add(new Pattern(name, bytes, firstNotZero));
        longest = Math.max(longest, bytes.length);
    }

    /** The forms in which it is in a text. */
    Set<String> in(String text) throws IOException {
        Set<String> found = in(new ByteArrayInputStream(text.getBytes(UTF_8)));
        found.addAll(in(new ByteArrayInputStream(text.getBytes(ISO_8859_1))));
        return found;
    }

    /** The forms in which it is in a file. */
    Set<String> in(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in(in);
        }
    }

    private Set<String> in(InputStream in) throws IOException {
        Set<String> found = new TreeSet<>();
        byte[] block = new byte[BLOCK + longest];
        int kept = 0;
        int read = in.readNBytes(block, 0, BLOCK);
        while (read > 0) {
            int end = kept + read;
            look(block, end, found);
            kept = Math.min(longest, end);
            System.arraycopy(block, end - kept, block, 0, kept);
            read = in.readNBytes(block, kept, BLOCK);
        }
        return found;
    }

    private void look(byte[] block, int end, Set<String> found) {
        Pattern[][] byByte = new Pattern[256][];
        patterns.forEach((first, those) -> byByte[first] = those.toArray(Pattern[]::new));
        for (int i = 0; i < end; i++) {
            Pattern[] here = byByte[block[i] & 0xff];
            if (here != null) {
                for (Pattern pattern : here) {
                    if (isAt(block, i - pattern.firstNotZero(), end, pattern.bytes())) {
                        found.add(pattern.name());
                    }
                }
            }
        }
    }

    private static boolean isAt(byte[] block, int start, int end, byte[] pattern) {
        return start >= 0
                && start + pattern.length <= end
                && Arrays.equals(block, start, start + pattern.length, pattern, 0, pattern.length);
    }
}
