package io.netraven.reliability.input;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The inputs that are always tried: seeds, and every one that ever failed. A file for each target, an input a line; a
 * backslash is before n for a newline, x and two hexadecimal digits for a byte, and another backslash.
 */
final class Corpus {

    private Corpus() {}

    static List<byte[]> of(Target target) {
        String name = target.word() + ".txt";
        try (InputStream file = Corpus.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no corpus " + name);
            }
            return new String(file.readAllBytes(), US_ASCII)
                    .lines()
                    .map(Corpus::decode)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] decode(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length());
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            char next = c == '\\' ? line.charAt(at + 1) : c;
            if (c == '\\' && next == 'x') {
                bytes.write(Integer.parseInt(line.substring(at + 2, at + 4), 16));
                at += 4;
            } else {
                bytes.write(c == '\\' && next == 'n' ? '\n' : next);
                at += c == '\\' ? 2 : 1;
            }
        }
        return bytes.toByteArray();
    }

    static String encode(byte[] input) {
        StringBuilder line = new StringBuilder();
        for (byte b : input) {
            if (b == '\n') {
                line.append("\\n");
            } else if (b == '\\') {
                line.append("\\\\");
            } else if (b >= ' ' && b < 127) {
                line.append((char) b);
            } else {
                line.append("\\x").append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return line.toString();
    }
}
