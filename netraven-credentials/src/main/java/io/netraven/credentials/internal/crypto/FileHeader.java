package io.netraven.credentials.internal.crypto;

import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import io.netraven.credentials.internal.crypto.ProtectedFile.Reason;
import io.netraven.credentials.internal.crypto.ProtectedFile.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What stands before the key check of a protected file.
 *
 * @param kind what the file holds
 * @param derivation from a passphrase to the keys
 */
record FileHeader(Kind kind, KeyDerivation derivation) {

    private static final byte[] MAGIC = "NRPF".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    /** Argon2id, version 1.3. */
    private static final byte KDF = 1;

    static final int LENGTH = 4 + 3 + 3 * Integer.BYTES + KeyDerivation.SALT_LENGTH;

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH)
                .put(MAGIC)
                .put(VERSION)
                .put(kind.number())
                .put(KDF)
                .putInt(derivation.memoryKib())
                .putInt(derivation.iterations())
                .putInt(derivation.lanes())
                .put(derivation.salt())
                .array();
    }

    static boolean startsFile(byte[] header) {
        return MessageDigest.isEqual(Arrays.copyOf(header, MAGIC.length), MAGIC);
    }

    /** Reads a header whose file has the right checksum. */
    static FileHeader decode(byte[] header, Kind expected) throws Refused {
        ByteBuffer buffer = ByteBuffer.wrap(header, MAGIC.length, LENGTH - MAGIC.length);
        byte version = buffer.get();
        byte kind = buffer.get();
        byte kdf = buffer.get();
        if (version != VERSION || kdf != KDF) {
            throw new Refused(
                    Reason.UNKNOWN_VERSION,
                    "is of format " + version + " with key derivation " + kdf + ", expected " + VERSION + " and " + KDF
                            + ": open it with the release that wrote it");
        }
        if (kind != expected.number()) {
            throw new Refused(Reason.OTHER_KIND, "holds " + Kind.describe(kind) + ", expected " + expected.content());
        }
        int memoryKib = buffer.getInt();
        int iterations = buffer.getInt();
        int lanes = buffer.getInt();
        byte[] salt = new byte[KeyDerivation.SALT_LENGTH];
        buffer.get(salt);
        KeyDerivation derivation = new KeyDerivation(memoryKib, iterations, lanes, salt);
        if (!derivation.isSensible()) {
            throw new Refused(
                    Reason.TOO_COSTLY,
                    "asks for Argon2id with " + Integer.toUnsignedString(memoryKib) + " KiB, "
                            + Integer.toUnsignedString(iterations) + " passes and " + Integer.toUnsignedString(lanes)
                            + " lanes, which no honest writer does: do not trust it");
        }
        return new FileHeader(expected, derivation);
    }
}
