package io.netraven.credentials.internal.crypto;

import java.nio.ByteBuffer;

/** One chunk of a protected file, in the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015). */
final class Chunk {

    /** The bytes of content in every chunk but the last, which may have fewer. */
    static final int CONTENT_LENGTH = 64 * 1024;

    static final int SEALED_LENGTH = CONTENT_LENGTH + Gcm.TAG_LENGTH;

    private static final int NUMBER_OFFSET = 3;

    private Chunk() {}

    /** Returns room for a chunk behind its nonce, which is not written: {@code 0(3) | number(8) | last(1)}. */
    static byte[] allocate(int sealedLength, long number, boolean last) {
        byte[] chunk = new byte[Gcm.NONCE_LENGTH + sealedLength];
        ByteBuffer.wrap(chunk).putLong(NUMBER_OFFSET, number);
        chunk[Gcm.NONCE_LENGTH - 1] = (byte) (last ? 1 : 0);
        return chunk;
    }
}
