package io.netraven.credentials.internal.crypto;

import java.security.SecureRandom;

/** Always draws the same bytes: what is published with a nonce can then be made again. */
final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] drawn;

    FixedRandom(byte[] drawn) {
        this.drawn = drawn.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        System.arraycopy(drawn, 0, bytes, 0, bytes.length);
    }
}
