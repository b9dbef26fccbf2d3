package io.netraven.launcher.internal.connect;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** As much of DER (ITU-T X.690) as the formats of private keys need. */
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    private static final int LONG_LENGTH = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;

    private Der() {}

    /**
     * Takes a sequence apart.
     *
     * @return its elements, each whole
     * @throws IllegalArgumentException if the data is not a sequence
     */
    static List<byte[]> elements(byte[] sequence) {
        int[] outer = bounds(sequence, 0);
        if (sequence[0] != SEQUENCE || outer[1] != sequence.length) {
            throw new IllegalArgumentException("not a sequence");
        }
        List<byte[]> elements = new ArrayList<>();
        int at = outer[0];
        while (at < sequence.length) {
            int end = bounds(sequence, at)[1];
            elements.add(Arrays.copyOfRange(sequence, at, end));
            at = end;
        }
        return elements;
    }

    /** Where the content of the element begins, and where it ends. */
    private static int[] bounds(byte[] data, int at) {
        if (at + 2 > data.length) {
            throw new IllegalArgumentException("cut off");
        }
        int length = data[at + 1] & 0xFF;
        int content = at + 2;
        if (length >= LONG_LENGTH) {
            int bytes = length - LONG_LENGTH;
            if (bytes > MOST_LENGTH_BYTES || content + bytes > data.length) {
                throw new IllegalArgumentException("too long");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (data[content++] & 0xFF);
            }
        }
        if (content + length > data.length) {
            throw new IllegalArgumentException("cut off");
        }
        return new int[] {content, content + length};
    }

    /** Writes an element. */
    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (length < LONG_LENGTH) {
            element.write(length);
        } else {
            int bytes = length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : MOST_LENGTH_BYTES;
            element.write(LONG_LENGTH | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                element.write(length >> (8 * i));
            }
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
