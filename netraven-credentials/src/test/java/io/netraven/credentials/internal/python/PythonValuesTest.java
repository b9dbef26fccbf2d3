package io.netraven.credentials.internal.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.credentials.internal.crypto.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class PythonValuesTest {

    /** github.com/fernet/spec, generate.json. */
    private static final String SPECIFIED_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private static final String SPECIFIED_TOKEN =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    private static final String SCRIPT = "python_netraven_values.py";

    @TempDir
    private Path folder;

    /** Derived once: nothing that is unwrapped changes them. */
    private static final PythonKeyring KEYS = new PythonKeyring();

    private final PythonValues values = new PythonValues(KEYS);

    @BeforeAll
    static void read(@TempDir Path keyFolder) throws IOException {
        Sample.KEY_STRINGS.forEach(text -> KEYS.addString(text.getBytes(UTF_8)));
        assertThat(KEYS.addFolder(Sample.keyFolder(keyFolder))).isEmpty();
    }

    @Test
    void opensTheTokenOfTheSpecification() {
        FernetKey key = FernetKey.decode(SPECIFIED_KEY.getBytes(UTF_8)).orElseThrow();
        byte[] token = FernetKey.token(SPECIFIED_TOKEN.getBytes(UTF_8)).orElseThrow();

        assertThat(key.open(token).map(text -> new String(text, UTF_8))).isEqualTo(Optional.of("hello"));
    }

    @Test
    void opensNoTokenWithAnyBitChanged() {
        FernetKey key = FernetKey.decode(SPECIFIED_KEY.getBytes(UTF_8)).orElseThrow();
        byte[] token = FernetKey.token(SPECIFIED_TOKEN.getBytes(UTF_8)).orElseThrow();

        for (int bit = 0; bit < 8 * token.length; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.open(changed)).as("bit %s", bit).isEmpty();
        }
    }

    @Test
    void takesNoPartOfATokenForOne() {
        byte[] token = Base64.getUrlDecoder().decode(SPECIFIED_TOKEN);
        FernetKey key = FernetKey.decode(SPECIFIED_KEY.getBytes(UTF_8)).orElseThrow();

        for (int length = 0; length < token.length; length++) {
            byte[] part = Base64.getUrlEncoder().encode(Arrays.copyOf(token, length));
            assertThat(FernetKey.token(part).flatMap(key::open)).isEmpty();
        }
    }

    @Test
    void unwrapsWhatPythonWroteOnce() {
        assertThat(Sample.fixed()).hasSize(25).allSatisfy(this::isAsExpected);
    }

    @Test
    void unwrapsWhatPythonWritesNow() throws Exception {
        Path work = Files.createTempDirectory(folder, "python");
        Python python = new Python(work).needing("import cryptography.fernet");

        assertThat(Sample.parse(python.output(new byte[0], SCRIPT))).hasSize(25).allSatisfy(this::isAsExpected);
        assertThat(Sample.parse(python.output(new byte[0], SCRIPT, "deep")))
                .hasSize(2)
                .allSatisfy(this::isAsExpected);
    }

    @Test
    void tellsAMissingKeyWithoutAnyKey() {
        PythonValues without = new PythonValues(new PythonKeyring());

        assertThat(Sample.fixed())
                .filteredOn(sample -> sample.layers() > 0)
                .allSatisfy(sample -> assertThat(without.unwrap(sample.value().getBytes(UTF_8)))
                        .isInstanceOf(Unwrapped.KeyMissing.class));
    }

    @Test
    void showsNoKeyIdThatMayBeAnything() {
        String value = Sample.fixed().stream()
                .filter(sample -> sample.text().equals("key_00000000"))
                .findFirst()
                .orElseThrow()
                .value()
                .replace("key_00000000", "../\\u001b[31m");

        assertThat(values.unwrap(value.getBytes(UTF_8)))
                .isEqualTo(new Unwrapped.KeyMissing("(not fit to be shown)", 0));
    }

    /** As UTF-32 begins, which JSON may have been in once. */
    @Test
    void takesABraceAndNulsForPlainText() {
        byte[] text = "{\0\0\0\0\0\0\0:".getBytes(UTF_8);

        assertThat(values.unwrap(text))
                .isInstanceOfSatisfying(
                        Unwrapped.Plain.class, plain -> assertThat(plain.utf8()).isEqualTo(text));
    }

    @Test
    void namesKeyFilesWithoutAKey() throws IOException {
        Sample.keyFolder(folder);
        Files.writeString(folder.resolve("key_bad.key"), "no key");
        Files.writeString(folder.resolve("key_long.key"), "A".repeat(2000));

        assertThat(new PythonKeyring().addFolder(folder)).isEqualTo(List.of("key_bad", "key_long"));
    }

    private void isAsExpected(Sample sample) {
        byte[] value = sample.value().getBytes(UTF_8);
        Unwrapped unwrapped = values.unwrap(value);

        assertThat(Sample.of(unwrapped, sample.value())).isEqualTo(sample);
        assertThat(unwrapped.toString()).doesNotContain("s3cret");
        assertThat(value).isEqualTo(sample.value().getBytes(UTF_8));
    }
}
