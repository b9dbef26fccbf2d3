package io.netraven.credentials.internal.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one JSON object. A null is the same as no field. */
final class JsonObjects {

    private JsonObjects() {}

    /** Reads up to the object's end; what is wrong with its content becomes the record's problem. */
    static void read(JsonParser parser, RawRecord into) throws IOException {
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (int place = 1; parser.nextToken() == JsonToken.FIELD_NAME; place++) {
            String name = parser.currentName();
            Optional<Field> field = Field.named(name);
            parser.nextToken();
            if (field.isEmpty()) {
                into.fail(Field.unknown("field " + place, name));
                parser.skipChildren();
            } else if (!seen.add(field.get())) {
                into.fail("the field " + field.get().text() + " is there twice");
                parser.skipChildren();
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                value(parser, field.get(), into);
            }
        }
    }

    private static void value(JsonParser parser, Field field, RawRecord into) throws IOException {
        JsonToken token = parser.currentToken();
        if (field == Field.TAGS) {
            tags(parser, into);
        } else if (field == Field.USE_KEYS) {
            into.setUsesKeys(token == JsonToken.VALUE_TRUE);
            if (!token.isBoolean()) {
                into.fail("use_keys is neither true nor false");
                parser.skipChildren();
            }
        } else if (token != JsonToken.VALUE_STRING) {
            into.fail(field.text() + " is no text");
            parser.skipChildren();
        } else if (Field.SECRETS.contains(field)) {
            into.putSecret(field, take(parser));
        } else {
            into.put(field, parser.getText());
        }
    }

    /** Copies the text, and overwrites it where the parser has it. */
    static char[] take(JsonParser parser) throws IOException {
        char[] held = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        char[] text = Arrays.copyOfRange(held, from, to);
        Arrays.fill(held, from, to, '\0');
        return text;
    }

    private static void tags(JsonParser parser, RawRecord into) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            into.fail("tags is no list");
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                into.addTag(parser.getText(), 0);
            } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                tag(parser, into);
            } else {
                into.fail("a tag is neither a name nor {\"tag\": name, \"priority\": number}");
                parser.skipChildren();
            }
        }
    }

    private static void tag(JsonParser parser, RawRecord into) throws IOException {
        String name = "";
        double priority = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            if (field.equals("tag") && token == JsonToken.VALUE_STRING) {
                name = parser.getText();
            } else if (field.equals("priority") && token.isNumeric()) {
                priority = parser.getDoubleValue();
            } else {
                into.fail("a tag has another field than a tag and a numeric priority");
                parser.skipChildren();
            }
        }
        into.addTag(name, priority);
    }
}
