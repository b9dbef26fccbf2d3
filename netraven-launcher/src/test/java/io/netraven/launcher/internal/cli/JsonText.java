package io.netraven.launcher.internal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads exactly one JSON document into paths and values, such as {@code phases[0].name}. */
final class JsonText {

    private JsonText() {}

    static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(
                            parser.getParsingContext()
                                    .pathAsPointer()
                                    .toString()
                                    .substring(1),
                            String.valueOf(parser.getText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + text, e);
        }
        return values;
    }
}
