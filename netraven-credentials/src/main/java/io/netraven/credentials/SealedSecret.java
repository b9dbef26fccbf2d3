package io.netraven.credentials;

import java.util.UUID;

/**
 * A secret as it may be stored: both go into the row. The array is the caller's: nobody else has it, and it is not
 * copied. Immutable as long as nobody changes it.
 *
 * @param envelope for the encrypted column
 * @param keyId for {@code key_id}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedSecret(byte[] envelope, UUID keyId) {

    /** The key only. */
    @Override
    public String toString() {
        return "SealedSecret[under " + keyId + "]";
    }
}
