package io.netraven.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.netraven.credentials.CredentialException.MasterKeyUnusable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final String DIRECT = "base64:" + Base64.getEncoder().encodeToString(bytes(32));
    private static final String PASSPHRASE = "violet otter, slow comet";
    private static final UUID ID = UUID.fromString("019abcde-0000-7000-8000-000000000001");
    private static final UUID OTHER_ID = UUID.fromString("019abcde-0000-7000-8000-000000000002");

    /** A derivation takes a second: these keep theirs. The second one only ever reads what the first one has written. */
    private static final Map<String, MasterKey> WRITERS = Map.of("direct", key(DIRECT), "passphrase", key(PASSPHRASE));

    private static final MasterKey READER = key(PASSPHRASE);

    @Nested
    class Reads {

        @ParameterizedTest
        @ValueSource(
                strings = {PASSPHRASE, "sixteen letters!", "Base64: not quite", "\ud83d\udd11\ud83d\udd12abcdefghijklmn"
                })
        void aPassphrase(String text) {
            assertThat(key(text)).isInstanceOf(PassphraseMasterKey.class).hasToString("MasterKey[passphrase]");
        }

        @Test
        void aKey() {
            assertThat(key(DIRECT)).isInstanceOf(DirectMasterKey.class).hasToString("MasterKey[key]");
        }

        @Test
        void whatItGenerates() {
            try (Secret one = MasterKey.generate();
                    Secret two = MasterKey.generate()) {
                assertThat(MasterKey.of(one)).isInstanceOf(DirectMasterKey.class);
                assertThat(one).isNotEqualTo(two);
            }
        }

        @Test
        void theSamePassphraseFromAnyKeyboard() {
            MasterKey composed = key("Schl\u00fcssel f\u00fcr alle Ger\u00e4te");
            MasterKey decomposed = key("Schlu\u0308ssel fu\u0308r alle Gera\u0308te");
            byte[] dataKey = bytes(32);
            assertThat(decomposed.unwrap(ID, composed.wrap(ID, dataKey))).contains(dataKey);
        }

        @Test
        void charactersOfAPassphraseNotTheirParts() {
            assertRefused("u\u0308".repeat(8) + "abcde", "of 13 characters");
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @CsvSource({
            "'', 0",
            "short, 5",
            "fifteen letters, 15",
            "\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11\ud83d\udd11, 8"
        })
        void whatIsTooShort(String text, int characters) {
            assertRefused(text, "a passphrase of " + characters + " characters, 16 are the least");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "passwordpassword",
                    "PasswordPassword",
                    "correct horse battery staple",
                    "a_very_secret_key_that_should_be_in_config_or_env",
                    "aaaaaaaaaaaaaaaaaaaaaaaa",
                    "abcdabcdabcdabcdabcd"
                })
        void whatAnybodyWouldTryFirst(String text) {
            assertRefused(text, "anybody would try first");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 16, 31, 33, 64})
        void aKeyOfAnotherLength(int length) {
            String text = "base64:" + Base64.getEncoder().encodeToString(bytes(length));
            assertRefused(text, "has " + length + " bytes, expected 32");
        }

        @Test
        void whatIsNoBase64() {
            String encoded = DIRECT.substring("base64:".length());
            for (String text : List.of(
                    "!" + encoded.substring(1),
                    encoded + "x",
                    encoded + "\n",
                    encoded + " ",
                    " " + encoded,
                    encoded.replace('=', '.'),
                    encoded + encoded,
                    "\u00e9" + encoded.substring(1))) {
                assertThatThrownBy(() -> key("base64:" + text)).isInstanceOf(MasterKeyUnusable.class);
            }
        }

        @Test
        void aSampleKey() {
            assertRefused("base64:" + Base64.getEncoder().encodeToString(new byte[32]), "is a sample");
        }

        @Test
        void andRepeatsNothing() {
            assertThatThrownBy(() -> key("hunter2")).hasMessageNotContaining("hunter2");
            assertThatThrownBy(() -> key("base64:hunter2")).hasMessageNotContaining("hunter2");
        }
    }

    @Nested
    class Wraps {

        @ParameterizedTest
        @ValueSource(strings = {"direct", "passphrase"})
        void whatTheSameTextUnwraps(String kind) {
            byte[] dataKey = bytes(32);
            WrappedKey wrapped = writer(kind).wrap(ID, dataKey);
            MasterKey reader = kind.equals("direct") ? key(DIRECT) : READER;
            assertThat(reader.unwrap(ID, wrapped)).contains(dataKey);
            assertThat(wrapped.bytes()).hasSize(80);
            assertThat(wrapped.toString()).doesNotContain(PASSPHRASE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"direct", "passphrase"})
        void whatNoOtherTextUnwraps(String kind) {
            WrappedKey wrapped = writer(kind).wrap(ID, bytes(32));
            assertThat(key(PASSPHRASE + "!").unwrap(ID, wrapped)).isEmpty();
            try (Secret other = MasterKey.generate()) {
                assertThat(MasterKey.of(other).unwrap(ID, wrapped)).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"direct", "passphrase"})
        void forOneIdOnly(String kind) {
            MasterKey key = writer(kind);
            assertThat(key.unwrap(OTHER_ID, key.wrap(ID, bytes(32)))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"direct", "passphrase"})
        void soThatEveryFlippedBitIsFound(String kind) {
            MasterKey key = writer(kind);
            WrappedKey wrapped = key.wrap(ID, bytes(32));
            for (int bit = 0; bit < wrapped.bytes().length * Byte.SIZE; bit++) {
                byte[] changed = wrapped.bytes().clone();
                changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                assertThat(key.unwrap(ID, new WrappedKey(wrapped.parameters(), changed)))
                        .as("bit %d", bit)
                        .isEmpty();
            }
        }

        @Test
        void withoutAParameterOfTheKeyItself() {
            assertThat(key(DIRECT).wrap(ID, bytes(32)).parameters()).isEqualTo(Map.of("kind", "key"));
        }

        @Test
        void manyKeysForOneDerivation() {
            MasterKey writer = writer("passphrase");
            List<WrappedKey> wrapped = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                wrapped.add(writer.wrap(new UUID(0, i), bytes(32)));
            }
            assertThat(wrapped)
                    .extracting(WrappedKey::parameters)
                    .containsOnly(wrapped.get(0).parameters());

            assertDerivations(writer, 1);
            for (int i = 0; i < 50; i++) {
                assertThat(READER.unwrap(new UUID(0, i), wrapped.get(i))).contains(bytes(32));
            }
            WrappedKey another = READER.wrap(ID, bytes(32));
            assertThat(another.parameters()).isEqualTo(wrapped.get(0).parameters());
            assertDerivations(READER, 1);
        }

        @Test
        void withASaltOfItsOwnForEachKeyring() {
            Map<String, String> one = writer("passphrase").wrap(ID, bytes(32)).parameters();
            Map<String, String> two = key(PASSPHRASE).wrap(ID, bytes(32)).parameters();
            assertThat(one)
                    .containsEntry("kdf", "argon2id")
                    .containsEntry("memory_kib", "65536")
                    .containsEntry("iterations", "3")
                    .containsEntry("lanes", "4");
            assertThat(one.get("salt")).isNotEqualTo(two.get("salt"));
        }
    }

    @Nested
    class TakesParameters {

        private final WrappedKey wrapped = writer("passphrase").wrap(ID, bytes(32));

        @ParameterizedTest
        @CsvSource({"memory_kib, 64", "iterations, 1", "lanes, 2", "salt, AAAAAAAAAAAAAAAAAAAAAA=="})
        void asPartOfTheKey(String name, String value) {
            assertThat(key(PASSPHRASE).unwrap(ID, changed(name, value))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "memory_kib, 1048577",
            "memory_kib, 2147483647",
            "memory_kib, 99999999999",
            "memory_kib, -1",
            "memory_kib, 31",
            "iterations, 17",
            "iterations, 2147483647",
            "iterations, 0",
            "lanes, 17",
            "lanes, 0",
            "lanes, x",
            "lanes, ''",
            "salt, '!'",
            "kdf, scrypt",
            "kind, key",
            "kind, kms"
        })
        void andPaysForNoneThatAreBeyondReason(String name, String value) {
            MasterKey key = key(PASSPHRASE);
            assertThat(key.unwrap(ID, changed(name, value))).isEmpty();
            assertDerivations(key, 0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"kind", "kdf", "memory_kib", "iterations", "lanes"})
        void andMissesNone(String name) {
            Map<String, String> parameters = new HashMap<>(wrapped.parameters());
            parameters.remove(name);
            MasterKey key = key(PASSPHRASE);
            assertThat(key.unwrap(ID, new WrappedKey(parameters, wrapped.bytes())))
                    .isEmpty();
            assertDerivations(key, 0);
        }

        @Test
        void ofAnotherKindForNothing() {
            assertThat(key(DIRECT).unwrap(ID, wrapped)).isEmpty();
        }

        private WrappedKey changed(String name, String value) {
            Map<String, String> parameters = new HashMap<>(wrapped.parameters());
            parameters.put(name, value);
            return new WrappedKey(parameters, wrapped.bytes());
        }
    }

    @Nested
    class Succeeding {

        @Test
        void unwrapsByBothAndWrapsByTheNewOne() {
            try (MasterKey both = key(DIRECT).orPrevious(key(PASSPHRASE))) {
                assertThat(both.unwrap(ID, writer("passphrase").wrap(ID, bytes(32))))
                        .contains(bytes(32));
                assertThat(both.unwrap(ID, key(DIRECT).wrap(ID, bytes(32)))).contains(bytes(32));
                assertThat(key(DIRECT).unwrap(ID, both.wrap(ID, bytes(32)))).contains(bytes(32));
                assertThat(both).hasToString("MasterKey[with the previous one]");
            }
        }

        @Test
        void closesBoth() {
            MasterKey current = key(DIRECT);
            MasterKey previous = key(PASSPHRASE);
            current.orPrevious(previous).close();
            assertThatThrownBy(() -> current.wrap(ID, bytes(32))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> previous.wrap(ID, bytes(32))).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "passphrase"})
    void isOverwrittenAndOfNoUseOnceClosed(String kind) {
        MasterKey key = key(kind.equals("direct") ? DIRECT : PASSPHRASE);
        WrappedKey wrapped = key.wrap(ID, bytes(32));
        key.close();
        key.close();
        assertThatThrownBy(() -> key.wrap(ID, bytes(32))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> key.unwrap(ID, wrapped)).isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> key(text))
                .isInstanceOf(MasterKeyUnusable.class)
                .hasMessageContaining(reason);
    }

    private static void assertDerivations(MasterKey key, int expected) {
        assertThat(key).extracting("derived").asInstanceOf(MAP).hasSize(expected);
    }

    private static MasterKey writer(String kind) {
        return Objects.requireNonNull(WRITERS.get(kind));
    }

    private static MasterKey key(String text) {
        try (Secret secret = Secret.ofString(text)) {
            return MasterKey.of(secret);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
