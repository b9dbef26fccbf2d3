package io.netraven.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.CredentialException.FileDamaged;
import io.netraven.credentials.CredentialException.FileFailed;
import io.netraven.credentials.CredentialException.FileTooCostly;
import io.netraven.credentials.CredentialException.Invalid;
import io.netraven.credentials.CredentialException.WrongPassphrase;
import io.netraven.credentials.internal.crypto.KeyDerivation;
import io.netraven.credentials.internal.crypto.ProtectedFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ProtectedFilesTest {

    private static final ProtectedFiles CHEAP = new ProtectedFiles(random -> {
        byte[] salt = new byte[KeyDerivation.SALT_LENGTH];
        random.nextBytes(salt);
        return new KeyDerivation(8, 1, 1, salt);
    });

    private static final Secret PASSPHRASE = Secret.ofString("a passphrase for the tests");
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    private Path folder;
    private Path file;

    @BeforeEach
    void name(@TempDir Path empty) {
        folder = empty;
        file = folder.resolve("backup");
    }

    @Nested
    class Writing {

        @Test
        void makesAFileThatReadingGivesBack() throws IOException {
            write(file);
            assertThat(read(file)).isEqualTo(CONTENT);
            assertThat(names()).containsExactly("backup");
        }

        /** That a file is under the cost that it names is what the cheap ones show. */
        @Test
        void takesTheFullCostByDefault() {
            ProtectedFiles.STANDARD.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> out.write(CONTENT));
            assertThat(file).binaryContent().containsSequence(0, 4, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4);
        }

        @Test
        void drawsASaltForEachFile() throws IOException {
            write(file);
            write(folder.resolve("other"));
            assertThat(Files.readAllBytes(file)).isNotEqualTo(Files.readAllBytes(folder.resolve("other")));
        }

        @Test
        void letsOnlyTheOwnerReadTheFile() throws IOException {
            write(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void letsOnlyTheOwnerReadWhatIsNotCompleteYet() {
            CHEAP.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> {
                assertThat(file).doesNotExist();
                Path draft = folder.resolve(names().get(0));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(draft)))
                        .isEqualTo("rw-------");
            });
        }

        @Test
        void leavesAFileThatIsThereAlready() throws IOException {
            Files.writeString(file, "mine");
            assertThatThrownBy(() -> write(file))
                    .isInstanceOf(Invalid.class)
                    .hasMessage("The file " + file + " is there already, and is not overwritten: name another one");
            assertThat(file).hasContent("mine");
            assertThat(names()).containsExactly("backup");
        }

        @Test
        void leavesAFileThatComesInTheMeantime() throws IOException {
            assertThatThrownBy(() -> CHEAP.write(
                            file, Kind.DATA_KEYS, PASSPHRASE, out -> Files.writeString(file, "somebody else's")))
                    .isInstanceOf(Invalid.class);
            assertThat(file).hasContent("somebody else's");
            assertThat(names()).containsExactly("backup");
        }

        @Test
        void doesNotFollowALinkThatLeadsNowhere() throws IOException {
            Files.createSymbolicLink(file, folder.resolve("elsewhere"));
            assertThatThrownBy(() -> write(file)).isInstanceOf(Invalid.class);
            assertThat(names()).containsExactly("backup");
        }

        @Test
        void letsOneOfManyHaveTheName() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                Callable<Boolean> attempt = () -> {
                    try {
                        write(file);
                        return true;
                    } catch (Invalid e) {
                        return false;
                    }
                };
                List<Future<Boolean>> results = threads.invokeAll(
                        IntStream.range(0, 8).mapToObj(i -> attempt).toList());
                int written = 0;
                for (Future<Boolean> each : results) {
                    written += each.get() ? 1 : 0;
                }
                assertThat(written).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
            assertThat(read(file)).isEqualTo(CONTENT);
            assertThat(names()).containsExactly("backup");
        }

        @Test
        void leavesNothingWhenItFailsHalfWay() throws IOException {
            for (Exception failure : List.of(new IOException("full"), new IllegalStateException("broken"))) {
                assertThatThrownBy(() -> CHEAP.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> {
                            out.write(new byte[200_000]);
                            if (failure instanceof IOException e) {
                                throw e;
                            }
                            throw (RuntimeException) failure;
                        }))
                        .isInstanceOfAny(FileFailed.class, IllegalStateException.class);
                assertThat(names()).isEmpty();
            }
        }

        @Test
        void repeatsNothingOfWhatTheWriterSaid() {
            assertThatThrownBy(() -> CHEAP.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> {
                        throw new IOException("near 'hunter2'");
                    }))
                    .isInstanceOf(FileFailed.class)
                    .hasMessage("The file " + file + " cannot be written")
                    .hasRootCauseMessage("java.io.IOException");
        }

        @Test
        void saysThatTheFolderIsNotThere() {
            Path elsewhere = folder.resolve("missing").resolve("backup");
            assertThatThrownBy(() -> write(elsewhere))
                    .isInstanceOf(FileFailed.class)
                    .hasMessage("The file " + elsewhere + " cannot be written: " + folder.resolve("missing")
                            + " is not there");
        }

        @Test
        void refusesAWeakPassphrase() throws IOException {
            for (String weak : List.of("", "fifteen letters", "aaaaaaaaaaaaaaaaaaaa", "passwordpassword")) {
                assertThatThrownBy(() ->
                                CHEAP.write(file, Kind.DATA_KEYS, Secret.ofString(weak), out -> out.write(CONTENT)))
                        .isInstanceOf(Invalid.class)
                        .hasMessageNotContaining("fifteen letters");
            }
            assertThat(names()).isEmpty();
        }
    }

    @Nested
    class Reading {

        @Test
        void takesAPassphraseAsAnyKeyboardTypesIt() {
            CHEAP.write(
                    file,
                    Kind.DATA_KEYS,
                    Secret.ofString("Schl\u00fcssel f\u00fcr alle Ger\u00e4te"),
                    out -> out.write(CONTENT));
            Secret decomposed = Secret.ofString("Schlu\u0308ssel fu\u0308r alle Gera\u0308te");
            assertThat(CHEAP.<byte[]>read(file, Kind.DATA_KEYS, decomposed, InputStream::readAllBytes))
                    .isEqualTo(CONTENT);
        }

        @Test
        void tellsAWrongPassphrase() {
            write(file);
            assertThatThrownBy(() ->
                            CHEAP.read(file, Kind.DATA_KEYS, Secret.ofString("another one"), InputStream::readAllBytes))
                    .isInstanceOf(WrongPassphrase.class)
                    .hasMessage("The file " + file + " is whole, and has another passphrase");
        }

        @Test
        void tellsADamagedFile() throws IOException {
            write(file);
            byte[] bytes = Files.readAllBytes(file);
            bytes[90] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(FileDamaged.class)
                    .hasMessage("The file " + file + " was changed or cut off: its checksum differs");
        }

        @Test
        void tellsAnotherKind() {
            CHEAP.write(file, Kind.CREDENTIALS, PASSPHRASE, out -> out.write(CONTENT));
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(FileDamaged.class)
                    .hasMessage("The file " + file + " holds credentials, expected data keys");
        }

        @Test
        void tellsACostThatNobodyShouldPay() {
            ProtectedFiles dear =
                    new ProtectedFiles(random -> new KeyDerivation(8, 17, 1, new byte[KeyDerivation.SALT_LENGTH]));
            dear.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> out.write(CONTENT));
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(FileTooCostly.class)
                    .hasMessageContaining("8 KiB, 17 passes and 1 lanes");
        }

        @Test
        void tellsThatTheFileIsNotThere() {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(FileFailed.class)
                    .hasMessage("The file " + file + " cannot be read: " + file + " is not there");
            assertThatThrownBy(() -> read(folder)).isInstanceOfAny(FileFailed.class, FileDamaged.class);
        }
    }

    private static void write(Path file) {
        CHEAP.write(file, Kind.DATA_KEYS, PASSPHRASE, out -> out.write(CONTENT));
    }

    private static byte[] read(Path file) {
        return CHEAP.read(file, Kind.DATA_KEYS, PASSPHRASE, InputStream::readAllBytes);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
