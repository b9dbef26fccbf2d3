package io.netraven.credentials.internal.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that a passphrase protects: {@code header(35) | key check(32) | chunks | SHA-256 of all that(32)}. Any size
 * takes the memory of one chunk, beside what the key derivation takes. {@code docs/envelope.md} describes every byte.
 */
public final class ProtectedFile {

    private static final int CHUNKS_OFFSET = FileHeader.LENGTH + FileKeys.CHECK_LENGTH;
    private static final int CHECKSUM_LENGTH = 32;
    private static final int LEAST_LENGTH = CHUNKS_OFFSET + Gcm.TAG_LENGTH + CHECKSUM_LENGTH;

    private ProtectedFile() {}

    /** What a file holds. */
    public enum Kind {
        /** A key backup. */
        DATA_KEYS(1, "data keys"),
        /** An export. */
        CREDENTIALS(2, "credentials");

        private final byte number;
        private final String content;

        Kind(int number, String content) {
            this.number = (byte) number;
            this.content = content;
        }

        byte number() {
            return number;
        }

        String content() {
            return content;
        }

        static String describe(byte number) {
            for (Kind each : values()) {
                if (each.number == number) {
                    return each.content;
                }
            }
            return "content of the unknown kind " + number;
        }
    }

    /** Why a file was not opened. */
    public enum Reason {
        /** It is not what was written. */
        DAMAGED,
        /** It is whole, and holds something else. */
        OTHER_KIND,
        /** It is whole, and of a later release. */
        UNKNOWN_VERSION,
        /** It is whole, and its key derivation costs more than is sensible. */
        TOO_COSTLY,
        /** It is whole, and was written with another passphrase. */
        WRONG_PASSPHRASE
    }

    /** A file was not opened. Its message goes on after "The file x". */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        Refused(Reason reason, String message) {
            super(message);
            this.reason = reason;
        }

        /** Returns why. */
        public Reason reason() {
            return reason;
        }
    }

    /** Writes plain bytes. */
    @FunctionalInterface
    public interface Writer {
        /** Writes all of the content; closing the stream does nothing. */
        void write(OutputStream content) throws IOException;
    }

    /** Reads plain bytes. */
    @FunctionalInterface
    public interface Reader<T extends @Nullable Object> {
        /** Reads as much of the content as it likes; closing the stream does nothing. */
        T read(InputStream content) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param file where to, which is not closed; without the last byte, nothing opens it
     * @param passphrase stays the caller's
     * @param derivation with a salt of this file's own, since the nonces start anew
     */
    public static void write(OutputStream file, Kind kind, byte[] passphrase, KeyDerivation derivation, Writer writer)
            throws IOException {
        DigestOutputStream summed = new DigestOutputStream(file, sha256());
        byte[] header = new FileHeader(kind, derivation).encode();
        Gcm gcm = new Gcm(new SecureRandom());
        try (FileKeys keys = FileKeys.derive(derivation, passphrase)) {
            byte[] associated = Arrays.copyOf(header, CHUNKS_OFFSET);
            System.arraycopy(keys.check(header), 0, associated, FileHeader.LENGTH, FileKeys.CHECK_LENGTH);
            summed.write(associated);
            ChunkOutputStream chunks = new ChunkOutputStream(summed, gcm, keys.encryption(), associated);
            try {
                writer.write(chunks);
                chunks.finish();
            } finally {
                chunks.wipe();
            }
        }
        file.write(summed.getMessageDigest().digest());
    }

    /**
     * Reads a file. The checksum is verified before anything else, and every chunk before the reader sees a byte of it;
     * the result comes only after the last chunk, also of what the reader left unread. Until then the reader must not act
     * on what it sees: somebody who changed both a late chunk and the checksum is found out only there.
     *
     * @param file is not closed
     * @param passphrase stays the caller's
     * @throws Refused when it does not open, whatever the reader throws then
     */
    public static <T extends @Nullable Object> T read(
            SeekableByteChannel file, Kind kind, byte[] passphrase, Reader<T> reader) throws IOException {
        long length = file.size();
        byte[] associated = head(file, length);
        byte[] header = Arrays.copyOf(associated, FileHeader.LENGTH);
        KeyDerivation derivation = FileHeader.decode(header, kind).derivation();
        Gcm gcm = new Gcm(new SecureRandom());
        try (FileKeys keys = FileKeys.derive(derivation, passphrase)) {
            byte[] check = Arrays.copyOfRange(associated, FileHeader.LENGTH, CHUNKS_OFFSET);
            if (!MessageDigest.isEqual(keys.check(header), check)) {
                throw new Refused(Reason.WRONG_PASSPHRASE, "is whole, and has another passphrase");
            }
            ChunkInputStream chunks = new ChunkInputStream(
                    Channels.newInputStream(file.position(CHUNKS_OFFSET)),
                    length - CHUNKS_OFFSET - CHECKSUM_LENGTH,
                    gcm,
                    keys.encryption(),
                    associated);
            return read(chunks, reader);
        }
    }

    private static <T extends @Nullable Object> T read(ChunkInputStream chunks, Reader<T> reader) throws IOException {
        try {
            T result = reader.read(chunks);
            chunks.drain();
            return result;
        } catch (IOException | RuntimeException e) {
            chunks.throwRefusal();
            throw e;
        } finally {
            chunks.wipe();
        }
    }

    /** Returns header and key check of a file whose checksum is right. */
    private static byte[] head(SeekableByteChannel file, long length) throws IOException {
        if (length < LEAST_LENGTH) {
            throw new Refused(
                    Reason.DAMAGED, "has " + length + " bytes, fewer than any protected file: it was cut off");
        }
        InputStream in = Channels.newInputStream(file.position(0));
        byte[] head = in.readNBytes(CHUNKS_OFFSET);
        if (!FileHeader.startsFile(head)) {
            throw new Refused(Reason.DAMAGED, "is no protected file, or its beginning was changed");
        }
        MessageDigest sha256 = sha256();
        sha256.update(head);
        byte[] buffer = new byte[Chunk.SEALED_LENGTH];
        long left = length - head.length - CHECKSUM_LENGTH;
        while (left > 0) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
            if (read == 0) {
                break;
            }
            sha256.update(buffer, 0, read);
            left -= read;
        }
        if (!MessageDigest.isEqual(sha256.digest(), in.readNBytes(CHECKSUM_LENGTH))) {
            throw new Refused(Reason.DAMAGED, "was changed or cut off: its checksum differs");
        }
        return head;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this JVM", e);
        }
    }
}
