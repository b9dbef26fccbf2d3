package io.netraven.credentials.internal.python;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the Fernet specification (github.com/fernet/spec): 16 bytes for HMAC-SHA256, then 16 for AES-128-CBC. It only
 * opens tokens, and does not ask how old they are. Safe for use by several threads.
 */
final class FernetKey {

    static final int LENGTH = 32;

    private static final byte VERSION = (byte) 0x80;
    private static final int HALF = 16;
    private static final int IV_OFFSET = 9;
    private static final int CIPHERTEXT_OFFSET = IV_OFFSET + 16;
    private static final int MAC_LENGTH = 32;
    private static final int BLOCK = 16;

    private final byte[] bytes;

    private FernetKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over. */
    static FernetKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A Fernet key has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new FernetKey(bytes);
    }

    /** Decodes a key as it stands in a file; empty when it is none. */
    static Optional<FernetKey> decode(byte[] text) {
        byte[] decoded;
        try {
            decoded = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (decoded.length != LENGTH) {
            Arrays.fill(decoded, (byte) 0);
            return Optional.empty();
        }
        return Optional.of(new FernetKey(decoded));
    }

    /** Decodes a token; empty when it has not the form of one. */
    static Optional<byte[]> token(byte[] text) {
        try {
            byte[] token = Base64.getUrlDecoder().decode(text);
            int ciphertext = token.length - CIPHERTEXT_OFFSET - MAC_LENGTH;
            return Optional.of(token)
                    .filter(bytes -> ciphertext >= BLOCK && ciphertext % BLOCK == 0 && bytes[0] == VERSION);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens a token.
     *
     * @param token of the right form
     * @return the text in a new array; empty when the token is not what was made under this key
     */
    Optional<byte[]> open(byte[] token) {
        try {
            int signed = token.length - MAC_LENGTH;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, 0, HALF, "HmacSHA256"));
            mac.update(token, 0, signed);
            if (!MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(token, signed, token.length))) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(bytes, HALF, HALF, "AES"),
                    new IvParameterSpec(token, IV_OFFSET, CIPHERTEXT_OFFSET - IV_OFFSET));
            return Optional.of(cipher.doFinal(token, CIPHERTEXT_OFFSET, signed - CIPHERTEXT_OFFSET));
        } catch (BadPaddingException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks AES-CBC or HMAC-SHA256", e);
        }
    }

    /** How a token begins, in text: the version, and the first bytes of a time before the year 2106. */
    static boolean looksLikeToken(byte[] text) {
        byte[] start = "gAAAAA".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < start.length; i++) {
            if (text.length <= i || text[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    void destroy() {
        Arrays.fill(bytes, (byte) 0);
    }
}
