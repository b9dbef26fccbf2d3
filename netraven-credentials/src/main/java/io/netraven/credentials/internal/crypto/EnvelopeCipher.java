package io.netraven.credentials.internal.crypto;

import io.netraven.model.base.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;

/**
 * Seals secrets into envelopes, and opens them: {@code magic(2) | version(1) | suite(1) | key id(16) | nonce(12) |
 * ciphertext + tag(16)}. The associated data bind an envelope to its key, to the logical name of the secret and to its
 * row, so that it opens nowhere else. {@code docs/envelope.md} describes every byte. Safe for use by several threads.
 */
public final class EnvelopeCipher {

    private static final byte VERSION = 1;
    /** AES-256-GCM with a random nonce. Number 2 is kept for XAES-256-GCM. */
    private static final byte SUITE = 1;

    private static final byte[] MAGIC = Envelope.MAGIC.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOMAIN = "io.netraven.envelope".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_LENGTH = 16;
    private static final int ID_OFFSET = 4;
    private static final int NONCE_OFFSET = ID_OFFSET + ID_LENGTH;
    private static final int HEADER_LENGTH = NONCE_OFFSET + Gcm.NONCE_LENGTH;

    private final Gcm gcm;

    /** Creates a cipher that draws nonces from a source of randomness. */
    public EnvelopeCipher(SecureRandom random) {
        this.gcm = new Gcm(random);
    }

    /**
     * Seals a secret.
     *
     * @param keyId names the key to whoever opens the envelope
     * @param key the key
     * @param name the logical name of the secret, such as {@code credential.password}
     * @param row the id of its row
     * @param plain the secret, which stays the caller's
     */
    public byte[] seal(UUID keyId, KeyMaterial key, String name, UUID row, byte[] plain) {
        byte[] envelope = new byte[HEADER_LENGTH + plain.length + Gcm.TAG_LENGTH];
        ByteBuffer.wrap(envelope)
                .put(MAGIC)
                .put(VERSION)
                .put(SUITE)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits());
        gcm.drawNonce(envelope, NONCE_OFFSET);
        gcm.encrypt(key, NONCE_OFFSET, associated(keyId, name, row), plain, envelope, HEADER_LENGTH);
        return envelope;
    }

    /**
     * Opens an envelope.
     *
     * @return the secret in a new array; empty when the envelope is not exactly what was sealed under this key, for this
     *     name and row
     */
    public Optional<byte[]> open(UUID keyId, KeyMaterial key, String name, UUID row, byte[] envelope) {
        if (keyId(envelope).filter(keyId::equals).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(gcm.decrypt(key, NONCE_OFFSET, associated(keyId, name, row), envelope, HEADER_LENGTH));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }

    /** Returns which key an envelope names; empty when it is no envelope of this version and suite. */
    public static Optional<UUID> keyId(byte[] envelope) {
        if (envelope.length < Envelope.MINIMUM_LENGTH
                || envelope[0] != MAGIC[0]
                || envelope[1] != MAGIC[1]
                || envelope[2] != VERSION
                || envelope[3] != SUITE) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(envelope, ID_OFFSET, ID_LENGTH);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** Forgets what ciphers know of keys, and remembers nothing from now on. */
    public void forget() {
        gcm.forget();
    }

    /** Each part with its length before it, so that no two lists of parts give the same bytes. */
    static byte[] associated(UUID keyId, String name, UUID row) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        int length = 6 * Integer.BYTES + DOMAIN.length + 2 + ID_LENGTH + nameBytes.length + ID_LENGTH;
        return ByteBuffer.allocate(length)
                .putInt(DOMAIN.length)
                .put(DOMAIN)
                .putInt(1)
                .put(VERSION)
                .putInt(1)
                .put(SUITE)
                .putInt(ID_LENGTH)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .putInt(nameBytes.length)
                .put(nameBytes)
                .putInt(ID_LENGTH)
                .putLong(row.getMostSignificantBits())
                .putLong(row.getLeastSignificantBits())
                .array();
    }
}
