package io.netraven.reliability;

import java.util.UUID;

/**
 * A credential's password as it is stored.
 *
 * @param name the credential's
 * @param password decrypted
 * @param key the data key that it is under, as its row and its envelope say alike
 * @param version how often the row was written
 */
public record StoredSecret(String name, String password, UUID key, long version) {

    @Override
    public String toString() {
        return name + ", version " + version + ", under " + key;
    }
}
