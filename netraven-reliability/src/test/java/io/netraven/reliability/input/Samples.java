package io.netraven.reliability.input;

import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** What genuine ciphertexts of the corpus were made with. */
final class Samples {

    static final String PASSPHRASE = "a passphrase of samples";
    static final byte[] PASSPHRASE_UTF8 = PASSPHRASE.getBytes(StandardCharsets.US_ASCII);
    static final UUID KEY = UUID.fromString("01970000-0000-7000-8000-000000000001");
    static final UUID ROW = UUID.fromString("01970000-0000-7000-8000-000000000002");

    /** KiB times passes of Argon2id beyond which a file or key is as dear as it may be, and not opened here. */
    private static final long MOST_COST = 2_048;

    private Samples() {}

    static KeyMaterial key() {
        byte[] bytes = new byte[KeyMaterial.LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (7 * i + 1);
        }
        return KeyMaterial.copyOf(bytes);
    }

    /** As cheap as can be. */
    static KeyDerivation derivation() {
        byte[] salt = new byte[KeyDerivation.SALT_LENGTH];
        Arrays.fill(salt, (byte) 5);
        return new KeyDerivation(8, 1, 1, salt);
    }

    /** Whether it is allowed, and only takes long. */
    static boolean isDear(int memoryKib, int iterations, int lanes) {
        return new KeyDerivation(memoryKib, iterations, lanes, new byte[KeyDerivation.SALT_LENGTH]).isSensible()
                && (long) memoryKib * iterations > MOST_COST;
    }
}
