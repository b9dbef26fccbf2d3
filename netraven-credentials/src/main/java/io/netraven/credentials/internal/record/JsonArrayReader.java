package io.netraven.credentials.internal.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads an array of objects. What is no JSON ends it. */
final class JsonArrayReader implements RecordReader {

    private final JsonParser parser;
    private final long linesBefore;
    private long records;
    private boolean ended;

    JsonArrayReader(JsonFactory factory, InputStream text, long line) throws IOException {
        this.parser = factory.createParser(text);
        this.linesBefore = line - 1;
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        if (ended) {
            return null;
        }
        RawRecord record = null;
        try {
            if (records == 0) {
                parser.nextToken();
            }
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                ended = true;
                return end();
            }
            record = new RawRecord(++records, line());
            if (token == JsonToken.START_OBJECT) {
                JsonObjects.read(parser, record);
            } else {
                record.fail("is no JSON object");
                parser.skipChildren();
            }
            return record;
        } catch (JsonProcessingException e) {
            return broken(record);
        }
    }

    private @Nullable RawRecord end() throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        RawRecord more = new RawRecord(++records, line());
        more.fail("there is more behind the end of the array");
        return more;
    }

    /** The parser's message may quote the text, so it goes no further. */
    private RawRecord broken(@Nullable RawRecord begun) {
        ended = true;
        long line = linesBefore + parser.currentLocation().getLineNr();
        RawRecord record = begun == null ? new RawRecord(++records, line) : begun;
        record.failForGood("is no JSON, or has a value of more than " + TextFile.LONGEST_VALUE + " characters, at line "
                + line + ": nothing from there on was read");
        return record;
    }

    private long line() {
        return linesBefore + parser.currentTokenLocation().getLineNr();
    }
}
