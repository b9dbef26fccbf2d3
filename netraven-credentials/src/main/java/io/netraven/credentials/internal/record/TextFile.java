package io.netraven.credentials.internal.record;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a file of text in UTF-8. */
final class TextFile {

    /** The most characters that a value may have, far more than any secret: what is longer is another kind of file. */
    static final int LONGEST_VALUE = 1 << 20;

    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private TextFile() {}

    /** Skips the mark that some editors put first. */
    static BufferedInputStream withoutMark(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, 1 << 16);
        buffered.mark(BYTE_ORDER_MARK.length);
        for (int expected : BYTE_ORDER_MARK) {
            if (buffered.read() != expected) {
                buffered.reset();
                break;
            }
        }
        return buffered;
    }
}
