package io.netraven.credentials;

import java.util.Map;

/**
 * A data key as the database keeps it: encrypted by a master key. Immutable as long as nobody changes the array.
 *
 * @param parameters what the master key needs to know to unwrap it, such as its kind and the salt of a key derivation;
 *     never a secret
 * @param bytes the wrapped key
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record WrappedKey(Map<String, String> parameters, byte[] bytes) {

    /** Copies both. */
    public WrappedKey {
        parameters = Map.copyOf(parameters);
        bytes = bytes.clone();
    }

    /** Names the parameters only. */
    @Override
    public String toString() {
        return "WrappedKey" + parameters;
    }
}
