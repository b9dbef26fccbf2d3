package io.netraven.credentials;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The data keys as they were read, unwrapped and proven. Safe for use by several threads.
 *
 * @param active what new secrets are encrypted under
 * @param keys all keys by id
 */
record DataKeys(UUID active, Map<UUID, KeyMaterial> keys) {

    DataKeys {
        keys = Map.copyOf(keys);
    }

    /** Seals a secret under the active key. */
    byte[] seal(EnvelopeCipher cipher, String logicalName, UUID row, byte[] plain) {
        return cipher.seal(active, Optional.ofNullable(keys.get(active)).orElseThrow(), logicalName, row, plain);
    }

    /** Opens an envelope; empty when it is none, when its key is not among these, or when it does not belong there. */
    Optional<byte[]> open(EnvelopeCipher cipher, String logicalName, UUID row, byte[] envelope) {
        Optional<UUID> id = EnvelopeCipher.keyId(envelope);
        KeyMaterial key = id.isEmpty() ? null : keys.get(id.get());
        return key == null ? Optional.empty() : cipher.open(id.get(), key, logicalName, row, envelope);
    }

    /** Whether an envelope is under a key that these are without. */
    boolean lacksKeyOf(byte[] envelope) {
        return EnvelopeCipher.keyId(envelope)
                .filter(id -> !keys.containsKey(id))
                .isPresent();
    }

    /** An envelope from under any of these keys, sealed anew under the active one; empty when it cannot be opened. */
    Optional<byte[]> reseal(EnvelopeCipher cipher, String logicalName, UUID row, byte[] envelope) {
        return open(cipher, logicalName, row, envelope).map(plain -> {
            try {
                return seal(cipher, logicalName, row, plain);
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        });
    }

    void destroy() {
        keys.values().forEach(KeyMaterial::destroy);
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "DataKeys[active " + active + " of " + keys.keySet() + "]";
    }
}
