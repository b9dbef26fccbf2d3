package io.netraven.credentials;

import java.util.Optional;
import java.util.UUID;

/**
 * A master key, and the one before it for what is not wrapped anew yet.
 *
 * @param current wraps, and unwraps
 * @param previous unwraps what the current one cannot
 */
record SucceedingMasterKey(MasterKey current, MasterKey previous) implements MasterKey {

    @Override
    public WrappedKey wrap(UUID keyId, byte[] dataKey) {
        return current.wrap(keyId, dataKey);
    }

    @Override
    public Optional<byte[]> unwrap(UUID keyId, WrappedKey wrapped) {
        return current.unwrap(keyId, wrapped).or(() -> previous.unwrap(keyId, wrapped));
    }

    @Override
    public void close() {
        current.close();
        previous.close();
    }

    @Override
    public String toString() {
        return "MasterKey[with the previous one]";
    }
}
