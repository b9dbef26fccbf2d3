package io.netraven.launcher.internal.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of RFC 3986, over UTF-8. */
final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * Decodes a text.
     *
     * @throws IllegalArgumentException with a message that does not contain the text, which may be a password
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int start = 0;
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', start)) {
            bytes.writeBytes(text.substring(start, at).getBytes(StandardCharsets.UTF_8));
            bytes.write(octet(text, at));
            start = at + 3;
        }
        bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("contains a percent-encoding that is not UTF-8", e);
        }
    }

    private static int octet(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException(
                    "contains a % that is not followed by two hexadecimal digits: write %25 for a percent sign");
        }
        return high * 16 + low;
    }
}
