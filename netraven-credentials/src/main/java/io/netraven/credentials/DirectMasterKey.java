package io.netraven.credentials;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.crypto.WrappingKey;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A master key that is 32 random bytes. */
final class DirectMasterKey implements MasterKey {

    private static final Map<String, String> PARAMETERS = Map.of("kind", "key");

    private final EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
    private final WrappingKey key;

    DirectMasterKey(KeyMaterial key) {
        this.key = WrappingKey.of(key);
    }

    @Override
    public WrappedKey wrap(UUID keyId, byte[] dataKey) {
        return new WrappedKey(PARAMETERS, key.wrap(cipher, keyId, dataKey));
    }

    @Override
    public Optional<byte[]> unwrap(UUID keyId, WrappedKey wrapped) {
        return wrapped.parameters().equals(PARAMETERS) ? key.unwrap(cipher, keyId, wrapped.bytes()) : Optional.empty();
    }

    @Override
    public void close() {
        key.destroy();
        cipher.forget();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey[key]";
    }
}
