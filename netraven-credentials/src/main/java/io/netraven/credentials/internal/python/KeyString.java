package io.netraven.credentials.internal.python;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Fernet keys that the Python NetRaven derived from its setting {@code NETRAVEN_ENCRYPTION_KEY}: one by SHA-256 for
 * the key id {@code default}; one by PBKDF2 for the id {@code env_} and the first 8 hexadecimal digits of the string's
 * SHA-256. The NetRaven that came after it, also in Python, salted otherwise and named no key. Safe for use by several
 * threads.
 */
final class KeyString {

    static final String ENVIRONMENT = "env_";

    private static final byte[] SALT = "netraven.credential.store".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUCCESSOR_SALT = "netraven_salt".getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 100_000;
    private static final int SHORT = 16;
    private static final int PADDED = 32;
    private static final int ID_DIGITS = 8;

    private final String environmentId;
    private final FernetKey hashed;
    private final FernetKey derived;
    private final FernetKey successor;

    private KeyString(String environmentId, FernetKey hashed, FernetKey derived, FernetKey successor) {
        this.environmentId = environmentId;
        this.hashed = hashed;
        this.derived = derived;
        this.successor = successor;
    }

    /** Derives all; the text in UTF-8, at least one byte, stays the caller's. */
    static KeyString of(byte[] text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            byte[] padded = padded(text);
            byte[] derived = pbkdf2(padded, SALT);
            Arrays.fill(padded, (byte) 0);
            byte[] successor = pbkdf2(text, SUCCESSOR_SALT);
            String id = ENVIRONMENT + HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
            return new KeyString(id, FernetKey.of(hash), FernetKey.of(derived), FernetKey.of(successor));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks SHA-256 or HMAC-SHA256", e);
        }
    }

    /** Python counts code points. */
    private static byte[] padded(byte[] text) {
        int characters = 0;
        for (byte b : text) {
            characters += (b & 0xC0) == 0x80 ? 0 : 1;
        }
        if (characters >= SHORT) {
            return text.clone();
        }
        byte[] padded = Arrays.copyOf(text, text.length + PADDED - characters);
        Arrays.fill(padded, text.length, padded.length, (byte) '0');
        return padded;
    }

    /** PBKDF2 (RFC 8018, section 5.2) for one block, over bytes: the JDK's own takes characters and no empty password. */
    private static byte[] pbkdf2(byte[] password, byte[] salt) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(password, "HmacSHA256"));
        mac.update(salt);
        mac.update(new byte[] {0, 0, 0, 1});
        byte[] round = mac.doFinal();
        byte[] key = round.clone();
        for (int i = 1; i < ROUNDS; i++) {
            round = mac.doFinal(round);
            for (int j = 0; j < key.length; j++) {
                key[j] ^= round[j];
            }
        }
        return key;
    }

    String environmentId() {
        return environmentId;
    }

    FernetKey hashed() {
        return hashed;
    }

    FernetKey derived() {
        return derived;
    }

    List<FernetKey> keys() {
        return List.of(hashed, derived, successor);
    }
}
