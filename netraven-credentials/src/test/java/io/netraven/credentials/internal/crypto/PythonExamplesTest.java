package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.internal.crypto.EnvelopePage.Example;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another language reads what the store writes, by the documentation's examples, and the other way round. */
@SuppressWarnings("NullAway.Init")
class PythonExamplesTest {

    private static final byte[] SECRET = "Gr\u00fc\u00dfe, hunter2".getBytes(UTF_8);

    @TempDir
    Path folder;

    private Python python;

    @BeforeEach
    void findPython() throws Exception {
        python = new Python(folder).needing("from cryptography.hazmat.primitives.ciphers.aead import AESGCM");
    }

    @Test
    void openThePagesEnvelope() throws Exception {
        Example page = EnvelopePage.example("envelope");
        String keyFile =
                Files.write(folder.resolve("key"), page.bytes("data key")).toString();
        byte[] secret = python.output(
                page.bytes("envelope"), "envelope.py", "open", keyFile, page.text("name"), page.text("row"));
        assertThat(secret).isEqualTo(page.text("secret").getBytes(UTF_8));
    }

    @Nested
    class OfAnEnvelope {

        private static final String NAME = "credential.password";

        private final EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
        private final KeyMaterial key = KeyMaterial.random(new SecureRandom());
        private final UUID keyId = UUID.randomUUID();
        private final UUID row = UUID.randomUUID();
        private String keyFile;

        @BeforeEach
        void writeKey() throws Exception {
            keyFile = Files.write(folder.resolve("key"), key.getEncoded()).toString();
        }

        @Test
        void openWhatTheStoreSeals() throws Exception {
            byte[] envelope = cipher.seal(keyId, key, NAME, row, SECRET);
            assertThat(python.output(envelope, "envelope.py", "open", keyFile, NAME, row.toString()))
                    .isEqualTo(SECRET);
        }

        @Test
        void sealWhatTheStoreOpens() throws Exception {
            byte[] envelope =
                    python.output(SECRET, "envelope.py", "seal", keyFile, keyId.toString(), NAME, row.toString());
            assertThat(cipher.open(keyId, key, NAME, row, envelope)).contains(SECRET);
        }

        @Test
        void refuseAnotherRow() throws Exception {
            byte[] envelope = cipher.seal(keyId, key, NAME, row, SECRET);
            assertThat(python.refusal(envelope, "envelope.py", "open", keyFile, NAME, keyId.toString()))
                    .isEqualToNormalizingNewlines("This key does not open it for this name and row.\n");
        }
    }

    @Nested
    class OfAProtectedFile {

        private static final byte[] PASSPHRASE = "Schl\u00fcssel f\u00fcr alle Ger\u00e4te".getBytes(UTF_8);
        private static final String TYPED = "Schlu\u0308ssel fu\u0308r alle Gera\u0308te\n";

        private String passphraseFile;

        @BeforeEach
        void writePassphrase() throws Exception {
            python.needing("from cryptography.hazmat.primitives.kdf.argon2 import Argon2id");
            passphraseFile =
                    Files.writeString(folder.resolve("passphrase"), TYPED).toString();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 65_536, 200_000})
        void openWhatTheStoreWrites(int size) throws Exception {
            byte[] file = write(content(size));
            assertThat(python.output(file, "protected_file.py", "open", "1", passphraseFile))
                    .isEqualTo(content(size));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 65_536, 200_000})
        void writeWhatTheStoreOpens(int size) throws Exception {
            // The cost of real files is paid once.
            String script = size == 0 ? "protected_file.py" : cheapScript();
            byte[] file = python.output(content(size), script, "seal", "2", passphraseFile);
            try (FileChannel channel = FileChannel.open(Files.write(folder.resolve("file"), file))) {
                byte[] found = ProtectedFile.read(channel, Kind.CREDENTIALS, PASSPHRASE, InputStream::readAllBytes);
                assertThat(found).isEqualTo(content(size));
            }
        }

        @Test
        void openThePagesFile() throws Exception {
            Example page = EnvelopePage.example("protected-file");
            Files.writeString(folder.resolve("passphrase"), page.text("passphrase"));
            assertThat(python.output(page.bytes("file"), "protected_file.py", "open", "2", passphraseFile))
                    .isEqualTo(page.text("content").getBytes(UTF_8));
        }

        @Tag("long")
        @Test
        void tellDamageFromAWrongPassphrase() throws Exception {
            byte[] file = write(content(10));
            Files.writeString(folder.resolve("passphrase"), "another one");
            assertThat(python.refusal(file, "protected_file.py", "open", "1", passphraseFile))
                    .contains("wrong passphrase");
            file[file.length / 2] ^= 1;
            assertThat(python.refusal(file, "protected_file.py", "open", "1", passphraseFile))
                    .contains("damaged");
        }

        private String cheapScript() throws Exception {
            String cost = "MEMORY_KIB, ITERATIONS, LANES = 256 * 1024, 3, 4";
            String script = Python.text("protected_file.py");
            assertThat(script).containsOnlyOnce(cost);
            return Files.writeString(
                            folder.resolve("cheap.py"),
                            script.replace(cost, "MEMORY_KIB, ITERATIONS, LANES = 64, 2, 2"))
                    .toAbsolutePath()
                    .toString();
        }

        private static byte[] write(byte[] content) throws Exception {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            KeyDerivation cheap = new KeyDerivation(64, 2, 2, content(KeyDerivation.SALT_LENGTH));
            ProtectedFile.write(file, Kind.DATA_KEYS, PASSPHRASE, cheap, out -> out.write(content));
            return file.toByteArray();
        }

        private static byte[] content(int size) {
            byte[] content = new byte[size];
            new Random(size).nextBytes(content);
            return content;
        }
    }
}
