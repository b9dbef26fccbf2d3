package io.netraven.reliability.input;

import io.netraven.credentials.internal.crypto.ProtectedFile;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.internal.crypto.ProtectedFile.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** A protected file. The first of the corpus is genuine. */
final class ProtectedFileProperty implements Property {

    private static final int CHECKSUM = 32;
    private static final int COST = 7;

    private final Scratch scratch = Scratch.create();
    private final byte[] genuine = Corpus.of(Target.PROTECTED_FILE).get(0);

    @Override
    public void check(byte[] input) throws IOException {
        read(input);
        if (input.length > CHECKSUM) {
            byte[] corrected = input.clone();
            byte[] sum = sha256(Arrays.copyOf(input, input.length - CHECKSUM));
            System.arraycopy(sum, 0, corrected, input.length - CHECKSUM, CHECKSUM);
            read(corrected);
        }
    }

    private void read(byte[] bytes) throws IOException {
        if (isDear(bytes)) {
            return;
        }
        Path path = scratch.file("file", bytes);
        Optional<byte[]> content = Optional.empty();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            content = Optional.of(
                    ProtectedFile.read(file, Kind.CREDENTIALS, Samples.PASSPHRASE_UTF8, in -> in.readAllBytes()));
        } catch (Refused e) {
            if (e.getMessage() == null || e.getMessage().isEmpty()) {
                throw new AssertionError("It does not say why", e);
            }
        }
        if (content.isPresent() != MessageDigest.isEqual(bytes, genuine)) {
            throw new AssertionError(content.isPresent() ? "It was opened" : "The genuine one was not opened");
        }
    }

    private static boolean isDear(byte[] bytes) {
        if (bytes.length < COST + 3 * Integer.BYTES) {
            return false;
        }
        ByteBuffer cost = ByteBuffer.wrap(bytes, COST, 3 * Integer.BYTES);
        return Samples.isDear(cost.getInt(), cost.getInt(), cost.getInt());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
