package io.netraven.credentials.internal.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one object a line. What is wrong with a line does not touch the next. Empty lines are none. */
final class JsonLinesReader implements RecordReader {

    /** Room for four secrets of the greatest size, each character escaped. */
    private static final int LONGEST_LINE = 4 << 20;

    private static final String NO_OBJECT = "the line is no JSON object: write one object a line, or an array of them";

    private static final int FIRST_ROOM = 4096;

    private final JsonFactory factory;
    private final InputStream text;
    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;
    private long line;
    private long records;
    private boolean ended;

    JsonLinesReader(JsonFactory factory, InputStream text, long line) {
        this.factory = factory;
        this.text = text;
        this.line = line - 1;
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (!ended) {
            boolean whole = readLine();
            if (!whole || !isBlank()) {
                RawRecord record = new RawRecord(++records, line);
                if (whole) {
                    parse(record);
                } else {
                    record.fail("the line has more than " + LONGEST_LINE + " bytes");
                }
                Arrays.fill(bytes, 0, length, (byte) 0);
                return record;
            }
        }
        return null;
    }

    /** The parser's message may quote the text, so it goes no further. */
    private void parse(RawRecord into) throws IOException {
        try (JsonParser parser = factory.createParser(bytes, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                into.fail(NO_OBJECT);
                return;
            }
            JsonObjects.read(parser, into);
            if (parser.nextToken() != null) {
                into.fail("there is more behind the object on its line");
            }
        } catch (JsonProcessingException e) {
            into.failForGood(NO_OBJECT);
        }
    }

    /** Returns whether there was room for all of it. */
    private boolean readLine() throws IOException {
        line++;
        length = 0;
        boolean whole = true;
        int next;
        while ((next = text.read()) >= 0 && next != '\n') {
            if (length == LONGEST_LINE) {
                whole = false;
                continue;
            }
            if (length == bytes.length) {
                byte[] more = Arrays.copyOf(bytes, 2 * length);
                Arrays.fill(bytes, (byte) 0);
                bytes = more;
            }
            bytes[length++] = (byte) next;
        }
        ended = next < 0;
        return whole;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
