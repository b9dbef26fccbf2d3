package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.internal.crypto.ProtectedFile.Reason;
import io.netraven.credentials.internal.crypto.ProtectedFile.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class ProtectedFileTest {

    private static final byte[] PASSPHRASE = "a passphrase for the tests".getBytes(UTF_8);
    private static final int CHUNKS_OFFSET = FileHeader.LENGTH + FileKeys.CHECK_LENGTH;
    private static final int CHECKSUM_LENGTH = 32;

    @TempDir
    Path folder;

    @Nested
    class RoundTrips {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 1_000, 65_535, 65_536, 65_537, 131_072, 300_001})
        void givesBackContentOfAnySize(int size) throws IOException {
            byte[] content = content(size);
            assertThat(read(write(content))).isEqualTo(content);
        }

        @Test
        void takesAndGivesSingleBytes() throws IOException {
            byte[] content = content(70_000);
            byte[] file = write(out -> {
                for (byte b : content) {
                    out.write(b);
                }
            });
            ByteArrayOutputStream found = new ByteArrayOutputStream();
            read(file, PASSPHRASE, in -> {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    found.write(b);
                }
                return "";
            });
            assertThat(found.toByteArray()).isEqualTo(content);
        }

        @Test
        void isOfAKnownLength() throws IOException {
            assertThat(write(content(0))).hasSize(35 + 32 + 16 + 32);
            assertThat(write(content(100_000))).hasSize(35 + 32 + 100_000 + 2 * 16 + 32);
        }

        @Test
        void survivesAWriterAndAReaderThatCloseTheirStream() throws IOException {
            byte[] file = write(out -> {
                out.write(content(10));
                out.close();
            });
            byte[] found = read(file, PASSPHRASE, in -> {
                try (in) {
                    return in.readAllBytes();
                }
            });
            assertThat(found).isEqualTo(content(10));
        }

        @Test
        void showsNothingOfTheContent() throws IOException {
            byte[] file = write("the content of a file".getBytes(UTF_8));
            assertThat(new String(file, UTF_8)).doesNotContain("content");
        }

        @Test
        void hidesThatTwoChunksAreEqual() throws IOException {
            byte[] file = write(new byte[2 * Chunk.CONTENT_LENGTH]);
            assertThat(chunks(file).get(0)).isNotEqualTo(chunks(file).get(1));
        }

        @Test
        void holdsNoMoreThanAChunkOfWhatIsWritten() throws IOException {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ProtectedFile.write(file, Kind.CREDENTIALS, PASSPHRASE, cheap(), out -> {
                for (int written = 0; written < 10; written++) {
                    assertThat(file.size()).isGreaterThanOrEqualTo((written - 1) * Chunk.CONTENT_LENGTH);
                    out.write(content(Chunk.CONTENT_LENGTH));
                }
            });
        }

        @Test
        void holdsNoMoreThanAChunkOfWhatIsRead() throws IOException {
            Path path = Files.write(folder.resolve("file"), write(content(10 * Chunk.CONTENT_LENGTH)));
            try (FileChannel channel = FileChannel.open(path)) {
                ProtectedFile.read(channel, Kind.CREDENTIALS, PASSPHRASE, in -> {
                    for (int chunk = 1; chunk <= 10; chunk++) {
                        assertThat(in.readNBytes(Chunk.CONTENT_LENGTH)).hasSize(Chunk.CONTENT_LENGTH);
                        assertThat(channel.position()).isEqualTo(CHUNKS_OFFSET + (long) chunk * Chunk.SEALED_LENGTH);
                    }
                    return "";
                });
            }
        }
    }

    @Nested
    class RefusesAsDamaged {

        @Test
        void everyFlippedBit() throws IOException {
            byte[] file = write(content(40));
            for (int bit = 0; bit < file.length * Byte.SIZE; bit++) {
                byte[] changed = flip(file, bit);
                assertThat(refusal(changed)).as("bit %d", bit).isEqualTo(Reason.DAMAGED);
            }
        }

        @Test
        void everyTruncation() throws IOException {
            byte[] file = write(content(40));
            for (int length = 0; length < file.length; length++) {
                assertThat(refusal(Arrays.copyOf(file, length)))
                        .as("%d bytes", length)
                        .isEqualTo(Reason.DAMAGED);
            }
        }

        @Test
        void everyExtension() throws IOException {
            byte[] file = write(content(40));
            for (int more = 1; more < 100; more++) {
                byte[] longer = Arrays.copyOf(file, file.length + more);
                assertThat(refusal(longer)).as("%d bytes more", more).isEqualTo(Reason.DAMAGED);
            }
        }

        @Test
        void everyFlippedBitBehindTheHeaderWhoseChecksumIsMendedToo() throws IOException {
            byte[] file = write(content(40));
            int end = (file.length - CHECKSUM_LENGTH) * Byte.SIZE;
            for (int bit = CHUNKS_OFFSET * Byte.SIZE; bit < end; bit++) {
                assertThat(refusal(mend(flip(file, bit)))).as("bit %d", bit).isEqualTo(Reason.DAMAGED);
            }
        }

        @Test
        void everyTruncationWhoseChecksumIsMendedToo() throws IOException {
            byte[] file = write(content(40));
            for (int length = CHUNKS_OFFSET + CHECKSUM_LENGTH; length < file.length; length++) {
                assertThat(refusal(mend(Arrays.copyOf(file, length))))
                        .as("%d bytes", length)
                        .isEqualTo(Reason.DAMAGED);
            }
        }

        @Test
        void chunksInAnotherOrder() throws IOException {
            byte[] file = write(content(4 * Chunk.CONTENT_LENGTH));
            assertRefused(file, chunks -> Collections.swap(chunks, 1, 2));
            assertRefused(file, chunks -> Collections.swap(chunks, 0, 3));
        }

        @Test
        void aChunkTwice() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            assertRefused(file, chunks -> chunks.add(1, chunks.get(1)));
            assertRefused(file, chunks -> chunks.add(chunks.get(2)));
        }

        @Test
        void aMissingChunk() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            assertRefused(file, chunks -> chunks.remove(0));
            assertRefused(file, chunks -> chunks.remove(1));
            assertRefused(file, chunks -> chunks.remove(2));
        }

        @Test
        void aChunkCutWithinItsTag() throws IOException {
            byte[] file = write(content(2 * Chunk.CONTENT_LENGTH));
            assertRefused(file, chunks -> chunks.set(1, Arrays.copyOf(chunks.get(1), Gcm.TAG_LENGTH - 1)));
        }

        @Test
        void aChunkOfAnotherFileWithTheSamePassphraseAndSalt() throws IOException {
            byte[] file = write(content(2 * Chunk.CONTENT_LENGTH));
            byte[] other = write(Kind.DATA_KEYS, out -> out.write(content(2 * Chunk.CONTENT_LENGTH)));
            assertRefused(file, chunks -> chunks.set(0, chunks(other).get(0)));
        }

        @Test
        void anotherFile() {
            assertThat(refusal(content(5_000))).isEqualTo(Reason.DAMAGED);
        }
    }

    @Nested
    class Tells {

        @Test
        void anotherPassphrase() throws IOException {
            byte[] other = "another passphrase".getBytes(UTF_8);
            assertThat(refusal(write(content(40)), other)).isEqualTo(Reason.WRONG_PASSPHRASE);
        }

        @Test
        void aChangedSaltOrCostOrKeyCheckAsAnotherPassphraseWhereTheChecksumIsMended() throws IOException {
            byte[] file = write(content(40));
            assertThat(refusal(mend(flip(file, 20 * Byte.SIZE)))).isEqualTo(Reason.WRONG_PASSPHRASE);
            assertThat(refusal(mend(flip(file, 40 * Byte.SIZE)))).isEqualTo(Reason.WRONG_PASSPHRASE);
            assertThat(refusal(mend(set(file, 11, 2)))).isEqualTo(Reason.WRONG_PASSPHRASE);
        }

        @ParameterizedTest
        @ValueSource(ints = {7, 11, 15})
        void aCostThatNobodyShouldPay(int offset) throws IOException {
            byte[] file = write(content(40));
            for (int cost : new int[] {Integer.MAX_VALUE, -1, 0, Integer.MIN_VALUE, 1 << 21}) {
                assertThat(refusal(mend(set(file, offset, cost))))
                        .as("%d", cost)
                        .isEqualTo(Reason.TOO_COSTLY);
            }
        }

        @Test
        void anotherKind() throws IOException {
            byte[] file = write(Kind.DATA_KEYS, out -> out.write(content(40)));
            assertThat(refusal(file)).isEqualTo(Reason.OTHER_KIND);
            assertThatThrownBy(() -> read(file)).hasMessage("holds data keys, expected credentials");
            assertThatThrownBy(() -> read(mend(put(file, 5, 9))))
                    .hasMessage("holds content of the unknown kind 9, expected credentials");
        }

        @Test
        void aKindThatWasChangedInTheHeader() throws IOException {
            byte[] file = write(Kind.DATA_KEYS, out -> out.write(content(40)));
            assertThat(refusal(mend(put(file, 5, Kind.CREDENTIALS.number())))).isEqualTo(Reason.WRONG_PASSPHRASE);
        }

        @Test
        void aLaterVersion() throws IOException {
            byte[] file = write(content(40));
            assertThat(refusal(mend(put(file, 4, 2)))).isEqualTo(Reason.UNKNOWN_VERSION);
            assertThat(refusal(mend(put(file, 6, 2)))).isEqualTo(Reason.UNKNOWN_VERSION);
        }
    }

    @Nested
    class Readers {

        private final List<Integer> seen = new ArrayList<>();

        @Test
        void seeNothingOfAFileWhoseChecksumIsWrong() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            assertThatThrownBy(() -> read(flip(file, (file.length - 40) * Byte.SIZE), PASSPHRASE, this::see))
                    .isInstanceOf(Refused.class);
            assertThat(seen).isEmpty();
        }

        @Test
        void seeTheChunksBeforeAForgedOne() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            byte[] forged = mend(flip(file, (file.length - 40) * Byte.SIZE));
            assertThatThrownBy(() -> read(forged, PASSPHRASE, this::see)).isInstanceOf(Refused.class);
            assertThat(seen).hasSize(2 * Chunk.CONTENT_LENGTH);
        }

        @Test
        void getNoResultWhereAForgedChunkFollowsWhatTheyRead() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            byte[] forged = mend(flip(file, (file.length - 40) * Byte.SIZE));
            assertThatThrownBy(() -> read(forged, PASSPHRASE, InputStream::read))
                    .isInstanceOf(Refused.class);
        }

        @Test
        void mayLeaveContentUnread() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            String result = read(file, PASSPHRASE, in -> "done");
            assertThat(result).isEqualTo("done");
        }

        @Test
        void cannotHideThatAFileIsDamaged() throws IOException {
            byte[] file = write(content(3 * Chunk.CONTENT_LENGTH));
            byte[] forged = mend(flip(file, CHUNKS_OFFSET * Byte.SIZE));
            assertThatThrownBy(() -> read(forged, PASSPHRASE, in -> {
                        try {
                            return in.read();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> read(forged, PASSPHRASE, in -> {
                        try {
                            return in.read();
                        } catch (IOException e) {
                            return -1;
                        }
                    }))
                    .isInstanceOf(Refused.class);
        }

        @Test
        void passOnWhatTheyThrow() throws IOException {
            byte[] file = write(content(10));
            assertThatThrownBy(() -> read(file, PASSPHRASE, in -> {
                        throw new IllegalArgumentException("mine");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("mine");
        }

        @Test
        void getNothingOnceTheReadingIsOver() throws IOException {
            InputStream kept = read(write(content(10)), PASSPHRASE, in -> in);
            assertThat(kept.read()).isEqualTo(-1);
        }

        private int see(InputStream in) throws IOException {
            for (int b = in.read(); b >= 0; b = in.read()) {
                seen.add(b);
            }
            return seen.size();
        }
    }

    @Nested
    class Writers {

        @Test
        void leaveNothingThatOpensWhenTheyFail() throws IOException {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            assertThatThrownBy(() -> ProtectedFile.write(file, Kind.CREDENTIALS, PASSPHRASE, cheap(), out -> {
                        out.write(content(2 * Chunk.CONTENT_LENGTH + 5));
                        throw new IOException("full");
                    }))
                    .hasMessage("full");
            byte[] half = file.toByteArray();
            assertThat(refusal(half)).isEqualTo(Reason.DAMAGED);
            assertThat(refusal(mend(Arrays.copyOf(half, half.length + CHECKSUM_LENGTH))))
                    .isEqualTo(Reason.DAMAGED);
        }

        @Test
        void cannotWriteAfterTheEnd() throws IOException {
            List<OutputStream> kept = new ArrayList<>();
            write(kept::add);
            assertThatThrownBy(() -> kept.get(0).write(1)).isInstanceOf(IOException.class);
        }
    }

    private interface Change {
        void to(List<byte[]> chunks);
    }

    private void assertRefused(byte[] file, Change change) {
        List<byte[]> chunks = chunks(file);
        change.to(chunks);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(file, 0, CHUNKS_OFFSET);
        chunks.forEach(changed::writeBytes);
        changed.writeBytes(new byte[CHECKSUM_LENGTH]);
        assertThat(refusal(mend(changed.toByteArray()))).isEqualTo(Reason.DAMAGED);
    }

    private static List<byte[]> chunks(byte[] file) {
        List<byte[]> chunks = new ArrayList<>();
        int end = file.length - CHECKSUM_LENGTH;
        for (int from = CHUNKS_OFFSET; from < end; from += Chunk.SEALED_LENGTH) {
            chunks.add(Arrays.copyOfRange(file, from, Math.min(from + Chunk.SEALED_LENGTH, end)));
        }
        return chunks;
    }

    /** The least cost that there is. */
    private static KeyDerivation cheap() {
        return new KeyDerivation(8, 1, 1, content(KeyDerivation.SALT_LENGTH));
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] write(byte[] content) throws IOException {
        return write(out -> out.write(content));
    }

    private static byte[] write(ProtectedFile.Writer writer) throws IOException {
        return write(Kind.CREDENTIALS, writer);
    }

    private static byte[] write(Kind kind, ProtectedFile.Writer writer) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ProtectedFile.write(file, kind, PASSPHRASE, cheap(), writer);
        return file.toByteArray();
    }

    private byte[] read(byte[] file) throws IOException {
        return read(file, PASSPHRASE, InputStream::readAllBytes);
    }

    private <T> T read(byte[] file, byte[] passphrase, ProtectedFile.Reader<T> reader) throws IOException {
        Path path = Files.write(folder.resolve("file"), file);
        try (FileChannel channel = FileChannel.open(path)) {
            return ProtectedFile.read(channel, Kind.CREDENTIALS, passphrase, reader);
        }
    }

    private Reason refusal(byte[] file) {
        return refusal(file, PASSPHRASE);
    }

    private Reason refusal(byte[] file, byte[] passphrase) {
        try {
            read(file, passphrase, InputStream::readAllBytes);
            throw new AssertionError("It was opened");
        } catch (Refused e) {
            return e.reason();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] flip(byte[] file, int bit) {
        byte[] changed = file.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return changed;
    }

    private static byte[] put(byte[] file, int offset, int value) {
        byte[] changed = file.clone();
        changed[offset] = (byte) value;
        return changed;
    }

    private static byte[] set(byte[] file, int offset, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).putInt(offset, value);
        return changed;
    }

    /** What somebody does who changes a file on purpose. */
    private static byte[] mend(byte[] file) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(file, 0, file.length - CHECKSUM_LENGTH);
            byte[] mended = file.clone();
            System.arraycopy(sha256.digest(), 0, mended, file.length - CHECKSUM_LENGTH, CHECKSUM_LENGTH);
            return mended;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
