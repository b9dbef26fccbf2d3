package io.netraven.credentials.internal.python;

import io.netraven.credentials.internal.python.Unwrapped.KeyMissing;
import io.netraven.credentials.internal.python.Unwrapped.Plain;
import io.netraven.credentials.internal.python.Unwrapped.Unreadable;
import io.netraven.credentials.internal.python.Wrapping.Form;
import io.netraven.credentials.internal.python.Wrapping.Reading;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values as the Python NetRaven stored them: plain text, or the JSON object {@code {"key_id", "encrypted_data",
 * "version"}} around base64 of a Fernet token. Its failed rotations encrypted such JSON again, so this goes on until the
 * text is plain. A bare token, as its successor wrote, is opened too. Safe for use by several threads.
 *
 * @param keys the keys at hand
 */
public record PythonValues(PythonKeyring keys) {

    private static final int MOST_LAYERS = 10;
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Unwraps a value, which stays the caller's. */
    public Unwrapped unwrap(byte[] utf8) {
        byte[] text = utf8.clone();
        for (int layers = 0; ; layers++) {
            Reading reading = Wrapping.read(text);
            boolean bare = reading.form() == Form.PLAIN && isToken(text);
            if (reading.form() == Form.PLAIN && !bare) {
                return new Plain(text, layers);
            }
            if (layers == MOST_LAYERS) {
                Arrays.fill(text, (byte) 0);
                return new Unreadable("it is encrypted more than " + MOST_LAYERS + " times");
            }
            Unwrapped step = bare ? openBare(text, layers) : openWrapped(reading, layers);
            Arrays.fill(text, (byte) 0);
            if (!(step instanceof Plain opened)) {
                return step;
            }
            text = opened.utf8();
        }
    }

    private static boolean isToken(byte[] text) {
        return FernetKey.looksLikeToken(text) && FernetKey.token(text).isPresent();
    }

    private Unwrapped openBare(byte[] text, int layers) {
        Optional<byte[]> opened = FernetKey.token(text).flatMap(keys::openByAny);
        return opened.isPresent()
                ? text(opened.get(), layers)
                : new KeyMissing("of a bare token, which names none", layers);
    }

    private Unwrapped openWrapped(Reading reading, int layers) {
        if (reading.form() == Form.BROKEN) {
            return new Unreadable("it is no whole JSON object: it was cut off or changed");
        }
        Wrapping wrapping = Objects.requireNonNull(reading.wrapping());
        Optional<byte[]> token = token(wrapping.encryptedData());
        if (token.isEmpty()) {
            return new Unreadable("its encrypted_data is no Fernet token: it was cut off or changed");
        }
        String id = SHOWABLE.matcher(wrapping.keyId()).matches() ? wrapping.keyId() : "(not fit to be shown)";
        Optional<byte[]> opened = keys.open(wrapping.keyId(), token.get());
        if (opened.isPresent()) {
            return text(opened.get(), layers);
        }
        return keys.has(wrapping.keyId())
                ? new Unreadable(
                        "it does not verify under the key " + id + ": it was changed, or another key had this id once")
                : new KeyMissing(id, layers);
    }

    /** Fernet does not prove the half of a key that decrypts: where that was changed, what comes out is no text. */
    private static Unwrapped text(byte[] opened, int layers) {
        CharBuffer characters = CharBuffer.allocate(opened.length);
        boolean text = !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(opened), characters, true)
                .isError();
        Arrays.fill(characters.array(), '\0');
        if (text) {
            return new Plain(opened, layers);
        }
        Arrays.fill(opened, (byte) 0);
        return new Unreadable("what is in it is no text: the second half of its key was changed");
    }

    /** As Python decodes base64: what is outside of the alphabet is passed over. */
    private static Optional<byte[]> token(String data) {
        byte[] ascii = data.getBytes(StandardCharsets.UTF_8);
        if (FernetKey.looksLikeToken(ascii)) {
            return FernetKey.token(ascii);
        }
        try {
            return FernetKey.token(Base64.getMimeDecoder().decode(ascii));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Nothing of the keys. */
    @Override
    public String toString() {
        return "PythonValues";
    }
}
