package io.netraven.launcher.roles;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * A row with envelopes.
 *
 * @param id its id
 * @param keyId the key that they are under
 * @param version which the job raises
 * @param envelopes in the order of the columns
 */
record Sealed(UUID id, UUID keyId, long version, List<byte[]> envelopes) {

    private static final int KEY_ID = 4;

    /** An envelope as if it were encrypted under another key. */
    byte[] under(UUID key, int column) {
        byte[] envelope = envelopes.get(column).clone();
        ByteBuffer.wrap(envelope)
                .putLong(KEY_ID, key.getMostSignificantBits())
                .putLong(KEY_ID + Long.BYTES, key.getLeastSignificantBits());
        return envelope;
    }
}
