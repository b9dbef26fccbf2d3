package io.netraven.credentials;

import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.credentials.internal.crypto.WrappingKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A master key that is derived from a passphrase. A derivation costs a tenth of a second and 64 MiB, so each is done
 * once; all data keys of a keyring share a salt, which the first one draws.
 */
final class PassphraseMasterKey implements MasterKey {

    private static final String KIND = "passphrase";

    private final SecureRandom random = new SecureRandom();
    private final EnvelopeCipher cipher = new EnvelopeCipher(random);
    private final byte[] passphrase;
    private final Map<Map<String, String>, WrappingKey> derived = new HashMap<>();
    private @Nullable Map<String, String> lastUsed;
    private boolean closed;

    /** Takes the array over, and overwrites it in the end. */
    PassphraseMasterKey(byte[] passphrase) {
        this.passphrase = passphrase;
    }

    @Override
    public synchronized WrappedKey wrap(UUID keyId, byte[] dataKey) {
        Map<String, String> parameters = lastUsed == null ? parameters(KeyDerivation.forMasterKey(random)) : lastUsed;
        WrappingKey key = key(parameters, derivation(parameters).orElseThrow());
        lastUsed = parameters;
        return new WrappedKey(parameters, key.wrap(cipher, keyId, dataKey));
    }

    @Override
    public synchronized Optional<byte[]> unwrap(UUID keyId, WrappedKey wrapped) {
        Map<String, String> parameters = wrapped.parameters();
        Optional<byte[]> dataKey = derivation(parameters)
                .flatMap(derivation -> key(parameters, derivation).unwrap(cipher, keyId, wrapped.bytes()));
        if (dataKey.isPresent()) {
            lastUsed = parameters;
        }
        return dataKey;
    }

    private WrappingKey key(Map<String, String> parameters, KeyDerivation derivation) {
        if (closed) {
            throw new IllegalStateException("The master key is closed and overwritten");
        }
        return derived.computeIfAbsent(parameters, same -> {
            byte[] bytes = derivation.derive(passphrase, KeyMaterial.LENGTH);
            try {
                return WrappingKey.of(KeyMaterial.copyOf(bytes));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    private static Map<String, String> parameters(KeyDerivation derivation) {
        return Map.of(
                "kind", KIND,
                "kdf", "argon2id",
                "memory_kib", Integer.toString(derivation.memoryKib()),
                "iterations", Integer.toString(derivation.iterations()),
                "lanes", Integer.toString(derivation.lanes()),
                "salt", Base64.getEncoder().encodeToString(derivation.salt()));
    }

    /** Whoever may write to the database writes parameters: a cost beyond reason is not paid. */
    private static Optional<KeyDerivation> derivation(Map<String, String> parameters) {
        if (!KIND.equals(parameters.get("kind")) || !"argon2id".equals(parameters.get("kdf"))) {
            return Optional.empty();
        }
        try {
            KeyDerivation derivation = new KeyDerivation(
                    Integer.parseInt(parameters.getOrDefault("memory_kib", "")),
                    Integer.parseInt(parameters.getOrDefault("iterations", "")),
                    Integer.parseInt(parameters.getOrDefault("lanes", "")),
                    Base64.getDecoder().decode(parameters.getOrDefault("salt", "")));
            return Optional.of(derivation).filter(KeyDerivation::isSensible);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(passphrase, (byte) 0);
        derived.values().forEach(WrappingKey::destroy);
        derived.clear();
        cipher.forget();
    }

    /** Never the passphrase. */
    @Override
    public String toString() {
        return "MasterKey[passphrase]";
    }
}
