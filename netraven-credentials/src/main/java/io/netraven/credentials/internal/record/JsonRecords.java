package io.netraven.credentials.internal.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** JSON (RFC 8259) in UTF-8: an array of objects, or one object a line. */
public final class JsonRecords {

    private static final int DEEPEST = 16;

    private JsonRecords() {}

    /** Reads records of whichever of the two it is; neither the reader nor its end closes the stream. */
    public static RecordReader of(InputStream file) throws IOException {
        BufferedInputStream text = TextFile.withoutMark(file);
        long line = 1;
        int first;
        do {
            text.mark(1);
            first = text.read();
            line += first == '\n' ? 1 : 0;
        } while (first == ' ' || first == '\t' || first == '\r' || first == '\n');
        if (first >= 0) {
            text.reset();
        }
        return first == '[' ? new JsonArrayReader(factory(), text, line) : new JsonLinesReader(factory(), text, line);
    }

    /** A parser whose messages are never shown, and which keeps no text for longer than it must. */
    public static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(TextFile.LONGEST_VALUE)
                        .maxNameLength(1_000)
                        .maxNumberLength(100)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // It is UTF-8 (RFC 8259, section 8.1): a NUL at the beginning does not make it another encoding.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build();
    }
}
