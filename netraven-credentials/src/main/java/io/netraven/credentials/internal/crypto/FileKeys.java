package io.netraven.credentials.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * The two keys of a protected file, derived together, so that the check commits the file to one passphrase, which GCM
 * alone does not.
 *
 * @param encryption for the chunks
 * @param authentication for the header
 */
record FileKeys(KeyMaterial encryption, KeyMaterial authentication) implements AutoCloseable {

    static final int CHECK_LENGTH = 32;

    static FileKeys derive(KeyDerivation derivation, byte[] passphrase) {
        byte[] both = derivation.derive(passphrase, 2 * KeyMaterial.LENGTH);
        byte[] first = Arrays.copyOf(both, KeyMaterial.LENGTH);
        byte[] second = Arrays.copyOfRange(both, KeyMaterial.LENGTH, both.length);
        try {
            return new FileKeys(KeyMaterial.copyOf(first), KeyMaterial.copyOf(second));
        } finally {
            Arrays.fill(both, (byte) 0);
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
        }
    }

    /** HMAC-SHA256 of the header. */
    byte[] check(byte[] header) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(authentication);
            return mac.doFinal(header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing in this JVM", e);
        }
    }

    /** Overwrites both. */
    @Override
    public void close() {
        encryption.destroy();
        authentication.destroy();
    }
}
