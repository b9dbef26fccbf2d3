package io.netraven.credentials.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts data keys, as envelopes like any other secret's. The key id in them is a digest of the wrapping key, which
 * tells another key from a changed envelope. Safe for use by several threads.
 */
public final class WrappingKey {

    /** The logical name of a wrapped data key. */
    public static final String NAME = "encryption_key.wrapped_key";

    private static final byte[] ID_DOMAIN = "io.netraven.master-key-id".getBytes(StandardCharsets.US_ASCII);

    private final KeyMaterial key;
    private final UUID id;

    private WrappingKey(KeyMaterial key, UUID id) {
        this.key = key;
        this.id = id;
    }

    /** Takes a key, which it destroys when it is destroyed itself. */
    public static WrappingKey of(KeyMaterial key) {
        byte[] encoded = key.getEncoded();
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ID_DOMAIN);
            ByteBuffer digest = ByteBuffer.wrap(sha256.digest(encoded));
            return new WrappingKey(key, new UUID(digest.getLong(), digest.getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this JVM", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** Encrypts a data key, which stays the caller's. */
    public byte[] wrap(EnvelopeCipher cipher, UUID dataKeyId, byte[] dataKey) {
        return cipher.seal(id, key, NAME, dataKeyId, dataKey);
    }

    /** Decrypts a data key; empty when this key did not wrap it for that id. */
    public Optional<byte[]> unwrap(EnvelopeCipher cipher, UUID dataKeyId, byte[] wrapped) {
        return cipher.open(id, key, NAME, dataKeyId, wrapped);
    }

    /** Overwrites the key. */
    public void destroy() {
        key.destroy();
    }
}
