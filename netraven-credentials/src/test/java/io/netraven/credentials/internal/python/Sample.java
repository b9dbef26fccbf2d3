package io.netraven.credentials.internal.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.internal.python.Unwrapped.KeyMissing;
import io.netraven.credentials.internal.python.Unwrapped.Plain;
import io.netraven.credentials.internal.python.Unwrapped.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A value as docs/examples/python_netraven_values.py writes it.
 *
 * @param expected what becomes of it
 * @param layers how many can be taken off
 * @param text the plain text, or the id of the missing key
 * @param value as it was stored
 */
public record Sample(String expected, int layers, String text, String value) {

    /** Key strings of the script, the second one shorter than 16 characters. */
    public static final List<String> KEY_STRINGS = List.of("a key string of the old services", "zażółć");

    /** All lines of an output. */
    public static List<Sample> parse(byte[] output) {
        return new String(output, UTF_8)
                .lines()
                .map(line -> line.split("\t", -1))
                .map(parts -> new Sample(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3]))
                .toList();
    }

    /** What the script wrote once. */
    public static List<Sample> fixed() {
        try (InputStream file = Sample.class.getResourceAsStream("/io/netraven/credentials/python-values.tsv")) {
            return parse(Objects.requireNonNull(file).readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("The values are not there", e);
        }
    }

    /** Writes the key file of the script as the old services did, beside their metadata. */
    public static Path keyFolder(Path folder) throws IOException {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (100 + i);
        }
        Files.writeString(
                folder.resolve("key_1a2b3c4d.key"), Base64.getUrlEncoder().encodeToString(key) + "\n");
        Files.writeString(folder.resolve("key_metadata.json"), "{\"keys\": {}, \"active_key_id\": \"key_1a2b3c4d\"}");
        return folder;
    }

    /** Says what became of it, as the expectation is said. */
    static Sample of(Unwrapped unwrapped, String value) {
        if (unwrapped instanceof Plain plain) {
            return new Sample("PLAIN", plain.layers(), new String(plain.utf8(), UTF_8), value);
        }
        if (unwrapped instanceof KeyMissing missing) {
            String id = missing.keyId().startsWith("of a bare") ? "bare" : missing.keyId();
            return new Sample("KEY_MISSING", missing.layers(), id, value);
        }
        return new Sample(unwrapped instanceof Unreadable ? "UNREADABLE" : "", 0, "", value);
    }
}
