package io.netraven.credentials.internal.crypto;

import io.netraven.credentials.internal.crypto.ProtectedFile.Reason;
import io.netraven.credentials.internal.crypto.ProtectedFile.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/** Decrypts chunk by chunk: no byte comes out of a chunk that is not authentic and in its place. */
final class ChunkInputStream extends InputStream {

    private final InputStream file;
    private final Gcm gcm;
    private final KeyMaterial key;
    private final byte[] associated;
    private long sealedLeft;
    private byte[] content = {};
    private int position;
    private long number;
    private boolean ended;
    private @Nullable Refused refused;

    /** Reads {@code sealedLength} bytes of chunks from {@code file}. */
    ChunkInputStream(InputStream file, long sealedLength, Gcm gcm, KeyMaterial key, byte[] associated) {
        this.file = file;
        this.sealedLeft = sealedLength;
        this.gcm = gcm;
        this.key = key;
        this.associated = associated;
    }

    @Override
    public int read() throws IOException {
        return fill() ? content[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(length, content.length - position);
        System.arraycopy(content, position, target, offset, part);
        position += part;
        return part;
    }

    /** Throws again what a reader may have hidden behind an exception of its own. */
    void throwRefusal() throws Refused {
        if (refused != null) {
            throw refused;
        }
    }

    /** Authenticates what nobody has read. */
    void drain() throws IOException {
        do {
            position = content.length;
        } while (fill());
    }

    /** Overwrites the content, and gives none from now on. */
    void wipe() {
        ended = true;
        Arrays.fill(content, (byte) 0);
        position = content.length;
    }

    /** Makes sure of a byte to read; false at the end. */
    private boolean fill() throws IOException {
        throwRefusal();
        while (position == content.length) {
            if (ended) {
                return false;
            }
            next();
        }
        return true;
    }

    private void next() throws IOException {
        boolean last = sealedLeft <= Chunk.SEALED_LENGTH;
        int length = (int) Math.min(sealedLeft, Chunk.SEALED_LENGTH);
        byte[] chunk = Chunk.allocate(length, number, last);
        if (length < Gcm.TAG_LENGTH || file.readNBytes(chunk, Gcm.NONCE_LENGTH, length) < length) {
            throw damaged();
        }
        try {
            byte[] opened = gcm.decrypt(key, 0, associated, chunk, Gcm.NONCE_LENGTH);
            Arrays.fill(content, (byte) 0);
            content = opened;
        } catch (AEADBadTagException e) {
            throw damaged();
        }
        position = 0;
        number++;
        sealedLeft -= length;
        ended = last;
    }

    private Refused damaged() {
        refused = new Refused(Reason.DAMAGED, "was changed: its part " + (number + 1) + " is not authentic");
        return refused;
    }
}
