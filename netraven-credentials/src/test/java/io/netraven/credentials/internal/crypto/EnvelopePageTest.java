package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import io.netraven.credentials.WrappedKey;
import io.netraven.credentials.internal.crypto.EnvelopePage.Example;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's examples are what the code writes, and the code opens them. */
class EnvelopePageTest {

    private static final UUID KEY_ID = UUID.fromString("019abcde-0000-7000-8000-00000000000a");
    private static final UUID ROW = UUID.fromString("019abcde-0000-7000-8000-00000000000b");
    private static final String NAME = "credential.password";
    private static final String SECRET = "hunter2";
    private static final byte[] DATA_KEY = range(0x00, 32);
    private static final byte[] MASTER_KEY = range(0x20, 32);
    private static final byte[] NONCE = range(0x40, 12);
    private static final byte[] SALT = range(0x50, 16);
    private static final String PASSPHRASE = "Schl\u00fcssel f\u00fcr alle Ger\u00e4te";
    private static final String CONTENT = "content of a file";

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("netraven.docs.write")) {
            EnvelopePage.write("envelope", envelope());
            EnvelopePage.write("wrapped-key", wrappedKey());
            EnvelopePage.write("protected-file", protectedFile());
        }
    }

    @Test
    void showsAnEnvelope() throws IOException {
        assertShown("envelope", envelope());
    }

    @Test
    void showsAnEnvelopeThatOpens() throws IOException {
        Example page = EnvelopePage.example("envelope");
        EnvelopeCipher cipher = new EnvelopeCipher(new FixedRandom(NONCE));
        KeyMaterial key = KeyMaterial.copyOf(page.bytes("data key"));
        assertThat(cipher.open(KEY_ID, key, page.text("name"), ROW, page.bytes("envelope")))
                .contains(page.text("secret").getBytes(UTF_8));
    }

    @Test
    void showsAWrappedKey() throws IOException {
        assertShown("wrapped-key", wrappedKey());
    }

    @Test
    void showsAWrappedKeyThatTheMasterKeyUnwraps() throws IOException {
        Example page = EnvelopePage.example("wrapped-key");
        try (MasterKey key = MasterKey.of(Secret.ofString(page.text("master key")))) {
            WrappedKey wrapped = new WrappedKey(Map.of("kind", "key"), page.bytes("wrapped_key"));
            assertThat(key.unwrap(KEY_ID, wrapped)).contains(DATA_KEY);
        }
    }

    @Test
    void showsAKeyWrappedByAPassphraseThatUnwraps() throws IOException {
        Example page = EnvelopePage.example("wrapped-key");
        Map<String, String> parameters = Map.of(
                "kind", "passphrase",
                "kdf", "argon2id",
                "memory_kib", "65536",
                "iterations", "3",
                "lanes", "4",
                "salt", page.text("its salt"));
        try (MasterKey key = MasterKey.of(Secret.ofString(page.text("or a passphrase")))) {
            WrappedKey wrapped = new WrappedKey(parameters, page.bytes("its wrapped_key"));
            assertThat(key.unwrap(KEY_ID, wrapped)).contains(DATA_KEY);
        }
    }

    @Test
    void showsAProtectedFile() throws IOException {
        assertShown("protected-file", protectedFile());
    }

    @Test
    void showsAProtectedFileThatOpens(@TempDir Path folder) throws IOException {
        Example page = EnvelopePage.example("protected-file");
        Path path = Files.write(folder.resolve("file"), page.bytes("file"));
        try (FileChannel file = FileChannel.open(path)) {
            byte[] content = ProtectedFile.read(
                    file, Kind.CREDENTIALS, page.text("passphrase").getBytes(UTF_8), InputStream::readAllBytes);
            assertThat(content).isEqualTo(page.text("content").getBytes(UTF_8));
        }
    }

    private static Example envelope() {
        byte[] envelope = new EnvelopeCipher(new FixedRandom(NONCE))
                .seal(KEY_ID, KeyMaterial.copyOf(DATA_KEY), NAME, ROW, SECRET.getBytes(UTF_8));
        Example example = new Example()
                .addParts("data key", DATA_KEY)
                .add("its id", KEY_ID.toString())
                .add("name", NAME)
                .add("row", ROW.toString())
                .add("secret", SECRET);
        ByteBuffer associated = ByteBuffer.wrap(EnvelopeCipher.associated(KEY_ID, NAME, ROW));
        while (associated.hasRemaining()) {
            byte[] part = new byte[associated.getInt()];
            associated.get(part);
            example.add(
                    "associated data",
                    HexFormat.of().toHexDigits(part.length) + " "
                            + HexFormat.of().formatHex(part));
        }
        return example.addParts("envelope", envelope, 2, 1, 1, 16, 12, SECRET.length());
    }

    private static Example wrappedKey() {
        KeyDerivation derivation = new KeyDerivation(64 * 1024, 3, 4, SALT);
        byte[] derived = derivation.derive(PASSPHRASE.getBytes(UTF_8), KeyMaterial.LENGTH);
        return new Example()
                .addParts("data key", DATA_KEY)
                .add("its id", KEY_ID.toString())
                .add("master key", "base64:" + Base64.getEncoder().encodeToString(MASTER_KEY))
                .addParts("wrapped_key", wrap(MASTER_KEY), 2, 1, 1, 16, 12, 32)
                .add("or a passphrase", PASSPHRASE)
                .add("its salt", Base64.getEncoder().encodeToString(SALT))
                .addParts("wrapping key", derived)
                .addParts("its wrapped_key", wrap(derived), 2, 1, 1, 16, 12, 32);
    }

    private static byte[] wrap(byte[] key) {
        EnvelopeCipher cipher = new EnvelopeCipher(new FixedRandom(NONCE));
        return WrappingKey.of(KeyMaterial.copyOf(key)).wrap(cipher, KEY_ID, DATA_KEY);
    }

    private static Example protectedFile() throws IOException {
        // Not the cost of real files: the example is to open at once.
        KeyDerivation derivation = new KeyDerivation(64, 3, 4, SALT);
        byte[] passphrase = PASSPHRASE.getBytes(UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ProtectedFile.write(file, Kind.CREDENTIALS, passphrase, derivation, out -> out.write(CONTENT.getBytes(UTF_8)));
        return new Example()
                .add("passphrase", PASSPHRASE)
                .addParts("keys", derivation.derive(passphrase, 64), 32)
                .add("content", CONTENT)
                .addParts("file", file.toByteArray(), 4, 1, 1, 1, 4, 4, 4, 16, 32, CONTENT.length(), 16);
    }

    private static void assertShown(String name, Example expected) throws IOException {
        assertThat(EnvelopePage.example(name))
                .as("docs/envelope.md, which -Dnetraven.docs.write=true writes anew")
                .hasToString(expected.toString());
    }

    private static byte[] range(int first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}
