package io.netraven.credentials.internal.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Encrypts what is written to it. Only {@link #finish} ends it: what a writer gave up half-way never opens. */
final class ChunkOutputStream extends OutputStream {

    private final OutputStream file;
    private final Gcm gcm;
    private final KeyMaterial key;
    private final byte[] associated;
    private final byte[] content = new byte[Chunk.CONTENT_LENGTH];
    private int filled;
    private long number;
    private boolean ended;

    ChunkOutputStream(OutputStream file, Gcm gcm, KeyMaterial key, byte[] associated) {
        this.file = file;
        this.gcm = gcm;
        this.key = key;
        this.associated = associated;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            throw new IOException("The content has ended");
        }
        int from = offset;
        int rest = length;
        while (rest > 0) {
            // Not as soon as it is full: it may be the last one.
            if (filled == content.length) {
                seal(false);
            }
            int part = Math.min(rest, content.length - filled);
            System.arraycopy(bytes, from, content, filled, part);
            filled += part;
            from += part;
            rest -= part;
        }
    }

    void finish() throws IOException {
        seal(true);
        ended = true;
    }

    /** Overwrites what is not encrypted yet. */
    void wipe() {
        ended = true;
        Arrays.fill(content, (byte) 0);
    }

    private void seal(boolean last) throws IOException {
        byte[] chunk = Chunk.allocate(filled + Gcm.TAG_LENGTH, number, last);
        byte[] plain = Arrays.copyOf(content, filled);
        try {
            gcm.encrypt(key, 0, associated, plain, chunk, Gcm.NONCE_LENGTH);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        file.write(chunk, Gcm.NONCE_LENGTH, chunk.length - Gcm.NONCE_LENGTH);
        number++;
        filled = 0;
    }
}
