package io.netraven.credentials.internal.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3 (RFC 9106), with its cost and salt. Safe for use by several threads.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over the memory
 * @param lanes the degree of parallelism
 * @param salt random bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record KeyDerivation(int memoryKib, int iterations, int lanes, byte[] salt) {

    /** The bytes of a salt. */
    public static final int SALT_LENGTH = 16;

    private static final int MOST_MEMORY_KIB = 1024 * 1024;
    private static final int MOST_ITERATIONS = 16;
    private static final int MOST_LANES = 16;

    /** For a master key that is a passphrase: the second recommendation of RFC 9106, section 4. */
    public static KeyDerivation forMasterKey(SecureRandom random) {
        return new KeyDerivation(64 * 1024, 3, 4, salt(random));
    }

    /** For a file that is kept for years. */
    public static KeyDerivation forFile(SecureRandom random) {
        return new KeyDerivation(256 * 1024, 3, 4, salt(random));
    }

    private static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        return salt;
    }

    /** Whether the cost is one that an honest writer may have chosen, and that this process can pay. */
    public boolean isSensible() {
        return lanes >= 1
                && lanes <= MOST_LANES
                && memoryKib >= 8 * lanes
                && memoryKib <= MOST_MEMORY_KIB
                && iterations >= 1
                && iterations <= MOST_ITERATIONS;
    }

    /** Derives bytes from a passphrase, which stays the caller's. */
    public byte[] derive(byte[] passphrase, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] derived = new byte[length];
        generator.generateBytes(passphrase, derived);
        return derived;
    }
}
