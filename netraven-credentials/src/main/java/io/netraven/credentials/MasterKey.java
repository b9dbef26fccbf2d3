package io.netraven.credentials;

import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Wraps data keys, and nothing else. {@link #of(Secret)} makes one from a text; implement it to let a key management
 * service wrap instead. Implementations are safe for use by several threads.
 *
 * <p>When the service that wraps cannot be asked, throw an unchecked exception of your own: it passes unchanged, and
 * the transaction of the store or the keyring is rolled back. Never return empty for that: it is told as the wrong
 * master key.
 *
 * <p>{@link #unwrap} is called for each data key when a store opens, again when it meets a key of a later rotation, and
 * by most calls of a {@link Keyring}; {@link #wrap} for each key that is made, wrapped anew or restored. Both may run
 * within a transaction whose locks others wait for, so answer in seconds. That transaction is idle meanwhile: when the
 * calls for all data keys together take longer than {@link CredentialStore.Builder#longestIdle} says, the server may end
 * it.
 */
public interface MasterKey extends AutoCloseable {

    /**
     * Encrypts a data key.
     *
     * @param keyId the data key's id, which the result is bound to
     * @param dataKey 32 bytes, which the caller overwrites afterwards
     * @return the key as it may be stored
     */
    WrappedKey wrap(UUID keyId, byte[] dataKey);

    /**
     * Decrypts a data key.
     *
     * @param keyId the data key's id
     * @param wrapped what {@link #wrap} returned
     * @return 32 bytes, which the caller overwrites after use; empty when another master key wrapped it, when it was
     *     changed, or when it belongs to another id
     */
    Optional<byte[]> unwrap(UUID keyId, WrappedKey wrapped);

    /** Overwrites what this object knows of the key. Closing twice is fine. */
    @Override
    void close();

    /**
     * Makes a master key from a text: {@code base64:} and 32 bytes in Base64 is a key and used directly; anything else is
     * a passphrase of at least 16 characters, from which Argon2id (RFC 9106; 64 MiB, 3 passes, 4 lanes) derives the key.
     *
     * @param text the key or passphrase, which may be closed afterwards
     * @return the master key, to be closed
     * @throws CredentialException.MasterKeyUnusable when it is too short, no key, or one that is publicly known
     * @throws IllegalStateException when the text is closed
     */
    static MasterKey of(Secret text) {
        return MasterKeyText.read(text);
    }

    /**
     * Draws a master key.
     *
     * @return a text for {@link #of(Secret)}, to be closed
     */
    static Secret generate() {
        KeyMaterial key = KeyMaterial.random(new SecureRandom());
        byte[] encoded = key.getEncoded();
        byte[] base64 = Base64.getEncoder().encode(encoded);
        byte[] start = MasterKeyText.DIRECT.getBytes(StandardCharsets.US_ASCII);
        byte[] text = Arrays.copyOf(start, start.length + base64.length);
        System.arraycopy(base64, 0, text, start.length, base64.length);
        try {
            return Secret.ofUtf8(text);
        } finally {
            for (byte[] each : new byte[][] {encoded, base64, text}) {
                Arrays.fill(each, (byte) 0);
            }
            key.destroy();
        }
    }

    /**
     * Lets the master key before this one unwrap too, while it is being changed. What is wrapped is wrapped by this one.
     *
     * @param previous the master key before
     * @return a master key that closes both
     */
    default MasterKey orPrevious(MasterKey previous) {
        return new SucceedingMasterKey(this, previous);
    }
}
