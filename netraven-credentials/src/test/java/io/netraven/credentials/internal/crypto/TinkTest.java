package io.netraven.credentials.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tink, which writes {@code nonce(12) | ciphertext + tag(16)}, reads what the store writes, and the other way round. */
class TinkTest {

    private static final int NONCE_OFFSET = 20;
    private static final String NAME = "credential.private_key";

    private final Random random = new Random(20_261_124);
    private final EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
    private final UUID keyId = new UUID(random.nextLong(), random.nextLong());
    private final byte[] keyBytes = bytes(KeyMaterial.LENGTH);
    private final KeyMaterial key = KeyMaterial.copyOf(keyBytes);

    @Test
    void opensWhatTheStoreSeals() throws GeneralSecurityException {
        Aead tink = new AesGcmJce(keyBytes);
        for (int length = 0; length < 300; length++) {
            UUID row = new UUID(random.nextLong(), random.nextLong());
            byte[] secret = bytes(length);
            byte[] envelope = cipher.seal(keyId, key, NAME, row, secret);
            byte[] body = Arrays.copyOfRange(envelope, NONCE_OFFSET, envelope.length);
            assertThat(tink.decrypt(body, EnvelopeCipher.associated(keyId, NAME, row)))
                    .isEqualTo(secret);
        }
    }

    @Test
    void sealsWhatTheStoreOpens() throws GeneralSecurityException {
        Aead tink = new AesGcmJce(keyBytes);
        for (int length = 0; length < 300; length++) {
            UUID row = new UUID(random.nextLong(), random.nextLong());
            byte[] secret = bytes(length);
            byte[] body = tink.encrypt(secret, EnvelopeCipher.associated(keyId, NAME, row));
            byte[] envelope = ByteBuffer.allocate(NONCE_OFFSET + body.length)
                    .put(new byte[] {'N', 'R', 1, 1})
                    .putLong(keyId.getMostSignificantBits())
                    .putLong(keyId.getLeastSignificantBits())
                    .put(body)
                    .array();
            assertThat(cipher.open(keyId, key, NAME, row, envelope)).contains(secret);
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
