package io.netraven.credentials;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text that no output may contain: a password, a passphrase, an SSH key. {@link #reveal()} and {@link #revealUtf8()}
 * are the only ways to it, and easy to search for. It may be empty, which is not the same as being absent.
 *
 * <pre>{@code
 * char[] typed = console.readPassword();
 * try (Secret password = Secret.of(typed)) {
 *     store.add(NewCredential.named("core-ssh", "backup").password(password).build());
 * } finally {
 *     Arrays.fill(typed, '\0');
 * }
 * }</pre>
 *
 * <p>The text is kept as UTF-8 in one array, which {@link #close()} overwrites. Safe for use by several threads.
 */
public final class Secret implements AutoCloseable {

    /** The most bytes of UTF-8 that a secret may have: room for any SSH key. */
    public static final int MAXIMUM_BYTES = 65_536;

    /** Bytes of UTF-8 for one char. */
    private static final int LARGEST_CHARACTER = 3;

    private byte @Nullable [] utf8;

    private Secret(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * Takes a copy of a text. Overwriting the array that was given is the caller's.
     *
     * @param text the secret
     * @return the secret, to be closed
     * @throws CredentialException.Invalid when the text has a NUL or half a surrogate pair, or is too long
     */
    public static Secret of(char[] text) {
        ByteBuffer encoded = ByteBuffer.allocate(text.length * LARGEST_CHARACTER);
        CoderResult result = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(text), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        if (result.isError()) {
            Arrays.fill(bytes, (byte) 0);
            throw new CredentialException.Invalid(
                    "The secret has half a surrogate pair, which UTF-8 cannot express: enter it again");
        }
        return checked(bytes);
    }

    /**
     * Takes a text that is a string already, and thus stays in memory until it is collected: for tests, and for what
     * comes as a string from elsewhere.
     *
     * @param text the secret
     * @return the secret, to be closed
     * @throws CredentialException.Invalid as {@link #of(char[])}
     */
    public static Secret ofString(String text) {
        char[] chars = text.toCharArray();
        try {
            return of(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    /**
     * Takes a copy of a text in UTF-8. Overwriting the array that was given is the caller's.
     *
     * @param text the secret
     * @return the secret, to be closed
     * @throws CredentialException.Invalid when it is not UTF-8, has a NUL or is too long
     */
    public static Secret ofUtf8(byte[] text) {
        char[] decoded = new char[text.length];
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(text), CharBuffer.wrap(decoded), true);
        Arrays.fill(decoded, '\0');
        if (!result.isUnderflow()) {
            throw new CredentialException.Invalid("The secret is not UTF-8: convert it");
        }
        return checked(text.clone());
    }

    private static Secret checked(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                Arrays.fill(bytes, (byte) 0);
                throw new CredentialException.Invalid(
                        "The secret has a NUL character, which no device takes: remove it");
            }
        }
        if (bytes.length > MAXIMUM_BYTES) {
            Arrays.fill(bytes, (byte) 0);
            throw new CredentialException.Invalid(
                    "The secret has " + bytes.length + " bytes, " + MAXIMUM_BYTES + " are the most");
        }
        return new Secret(bytes);
    }

    /**
     * Returns the text.
     *
     * @return a new array, to be overwritten after use
     * @throws IllegalStateException when this is closed
     */
    public char[] reveal() {
        byte[] bytes = revealUtf8();
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        char[] text = new char[decoded.remaining()];
        decoded.get(text);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(bytes, (byte) 0);
        return text;
    }

    /**
     * Returns the text in UTF-8.
     *
     * @return a new array, to be overwritten after use
     * @throws IllegalStateException when this is closed
     */
    public synchronized byte[] revealUtf8() {
        if (utf8 == null) {
            throw new IllegalStateException("The secret is closed and overwritten");
        }
        return utf8.clone();
    }

    /**
     * Gives the text to a function and overwrites it afterwards.
     *
     * @param <T> what it makes of it
     * @param use the function, which does not keep the array
     * @return what the function returns
     * @throws IllegalStateException when this is closed
     */
    public <T extends @Nullable Object> T use(Function<char[], T> use) {
        char[] text = reveal();
        try {
            return use.apply(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /**
     * Tells whether the text is empty.
     *
     * @return whether it has no character; false when this is closed
     */
    public synchronized boolean isEmpty() {
        return utf8 != null && utf8.length == 0;
    }

    /** Overwrites the text. Closing twice is fine. */
    @Override
    public synchronized void close() {
        if (utf8 != null) {
            Arrays.fill(utf8, (byte) 0);
            utf8 = null;
        }
    }

    /** Compares in a time that does not tell where the texts differ. A closed secret equals only itself. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Secret that)) {
            return false;
        }
        byte[] mine = copyOrNull();
        byte[] others = that.copyOrNull();
        boolean equal = mine != null && others != null && MessageDigest.isEqual(mine, others);
        wipe(mine);
        wipe(others);
        return equal;
    }

    /** The same for all secrets: it tells nothing. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "(secret)";
    }

    private synchronized byte @Nullable [] copyOrNull() {
        return utf8 == null ? null : utf8.clone();
    }

    private static void wipe(byte @Nullable [] bytes) {
        if (bytes != null) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
