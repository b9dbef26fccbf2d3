package io.netraven.launcher.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.internal.backup.Checksum.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A right checksum is taken in every notation that tools write. */
final class ChecksumTest {

    /** SHA-256 of "abc" (FIPS 180-4, appendix B.1). */
    private static final String DIGEST = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private Path folder;
    private Path dump;

    @BeforeEach
    void write(@TempDir Path temporary) throws IOException {
        folder = temporary;
        dump = Files.writeString(folder.resolve("x.dump"), "abc");
    }

    private Verdict verdict(byte[] checksums) throws IOException {
        return Checksum.compare(dump, Files.write(folder.resolve("x.dump.sha256"), checksums));
    }

    private Verdict verdict(String checksums) throws IOException {
        return verdict(checksums.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "D  x.dump\n",
                "D *x.dump\n",
                "D\r\n",
                "D",
                "D  x.dump\r\n",
                "\\D  x.dump\n",
                "SHA256 (x.dump) = D\n",
                "SHA2-256(x.dump)= D\n",
                "\uFEFFD  other name\n",
                "x.dump: D",
                "Algorithm Hash\n--------- ----\nSHA256    D",
                "0000000000000000000000000000000000000000000000000000000000000000  other.dump\nD  x.dump\n",
            })
    void takesEveryNotation(String notation) throws IOException {
        assertThat(verdict(notation.replace("D", DIGEST))).isEqualTo(Verdict.EQUAL);
        assertThat(verdict(notation.replace("D", DIGEST.toUpperCase(Locale.ROOT))))
                .isEqualTo(Verdict.EQUAL);
        assertThat(verdict(notation.replace("D", DIGEST.replace('a', 'b')))).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void takesWhatPowerShellWrites() throws IOException {
        assertThat(verdict(("\uFEFF" + DIGEST + "\r\n").getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(Verdict.EQUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0000", "no space left on device"})
    void knowsAnUnusableFile(String text) throws IOException {
        assertThat(verdict(text)).isEqualTo(Verdict.UNUSABLE);
    }

    @Test
    void ofAFolderEachFileCounts() throws IOException {
        Path many = Files.createDirectory(folder.resolve("many.dump"));
        Files.writeString(many.resolve("toc.dat"), "abc");
        Files.writeString(many.resolve("1.dat"), "def");
        Path checksums = Files.writeString(folder.resolve("many.dump.sha256"), Checksum.lines(many, "many.dump"));
        assertThat(Checksum.compare(many, checksums)).isEqualTo(Verdict.EQUAL);

        Files.writeString(many.resolve("2.dat"), "too much");
        assertThat(Checksum.compare(many, checksums)).isEqualTo(Verdict.DIFFERENT);
        Files.delete(many.resolve("2.dat"));
        Files.delete(many.resolve("1.dat"));
        assertThat(Checksum.compare(many, checksums)).isEqualTo(Verdict.DIFFERENT);
    }
}
