package io.netraven.credentials.internal.python;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.netraven.credentials.internal.record.JsonRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The JSON around a token.
 *
 * @param keyId names the key
 * @param encryptedData base64 of a token
 */
record Wrapping(String keyId, String encryptedData) {

    private static final String DATA = "encrypted_data";

    /** How a text was taken. */
    enum Form {
        PLAIN,
        WRAPPED,
        BROKEN
    }

    /**
     * A text that was looked into.
     *
     * @param form what it is
     * @param wrapping what was found in it, where it is wrapped
     */
    record Reading(Form form, @Nullable Wrapping wrapping) {}

    /**
     * Looks into a text. As in the Python NetRaven, what is no JSON object with a text {@code encrypted_data} is plain
     * text; but what was meant to be one and is cut off is not taken for a password.
     */
    static Reading read(byte[] utf8) {
        if (first(utf8) != '{') {
            return new Reading(Form.PLAIN, null);
        }
        String keyId = "default";
        String data = null;
        try (JsonParser parser = JsonRecords.factory().createParser(utf8)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (text && field.equals("key_id")) {
                    keyId = parser.getText();
                } else if (text && field.equals(DATA)) {
                    data = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                return broken(utf8);
            }
        } catch (JsonProcessingException e) {
            return broken(utf8);
        } catch (IOException e) {
            throw new UncheckedIOException("An array in memory cannot be read", e);
        }
        return data == null ? new Reading(Form.PLAIN, null) : new Reading(Form.WRAPPED, new Wrapping(keyId, data));
    }

    private static Reading broken(byte[] utf8) {
        return new Reading(contains(utf8, '"' + DATA + '"') ? Form.BROKEN : Form.PLAIN, null);
    }

    private static int first(byte[] utf8) {
        for (byte b : utf8) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
        }
        return -1;
    }

    private static boolean contains(byte[] utf8, String ascii) {
        byte[] part = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from + part.length <= utf8.length; from++) {
            int i = 0;
            while (i < part.length && utf8[from + i] == part[i]) {
                i++;
            }
            if (i == part.length) {
                return true;
            }
        }
        return false;
    }
}
