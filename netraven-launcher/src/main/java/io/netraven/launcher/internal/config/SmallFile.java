package io.netraven.launcher.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of settings, or of one. A device, or another file by mistake, is not read to its end. */
final class SmallFile {

    private static final int MOST_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** What such a file has to be, for messages. */
    static final String RULE = "it has to exist, be readable, be UTF-8, and have 64 KiB at most";

    private SmallFile() {}

    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new TooLong();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                // UTF-16, as some editors and shells write it, passes for UTF-8 with a zero after each letter.
                throw new MalformedInputException(1);
            }
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        }
    }

    /** Named as messages name it. */
    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
