package io.netraven.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.credentials.CredentialException.Invalid;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Nested
    class Takes {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "a",
                    "hunter2",
                    "Gr\u00fc\u00dfe",
                    "\u4e2d\u6587",
                    "\ud83d\udd11 key",
                    " \t\r\n",
                    "\uffff"
                })
        void anyTextAndGivesItBack(String text) {
            for (Secret secret : new Secret[] {
                Secret.ofString(text), Secret.of(text.toCharArray()), Secret.ofUtf8(text.getBytes(UTF_8))
            }) {
                assertThat(secret.reveal()).isEqualTo(text.toCharArray());
                assertThat(secret.revealUtf8()).isEqualTo(text.getBytes(UTF_8));
                assertThat(secret.isEmpty()).isEqualTo(text.isEmpty());
            }
        }

        @Test
        void randomTextsAndGivesThemBack() {
            Random random = new Random(20_261_125);
            for (int i = 0; i < 1_000; i++) {
                String text = random.ints(random.nextInt(200), 1, 0x11_0000)
                        .filter(c -> c < 0xd800 || c > 0xdfff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                assertThat(new String(Secret.ofString(text).reveal())).isEqualTo(text);
            }
        }

        @Test
        void asManyBytesAsAPrivateKeyMayHave() {
            assertThat(Secret.of("x".repeat(65_536).toCharArray()).revealUtf8()).hasSize(65_536);
        }

        @Test
        void copies() {
            char[] given = "hunter2".toCharArray();
            Secret secret = Secret.of(given);
            given[0] = 'X';
            secret.reveal()[1] = 'X';
            secret.revealUtf8()[2] = 'X';
            assertThat(secret.reveal()).isEqualTo("hunter2".toCharArray());
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @ValueSource(strings = {"\u0000", "hunter2\u0000", "hun\u0000ter2"})
        void nul(String text) {
            assertThatThrownBy(() -> Secret.ofString(text))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("NUL")
                    .hasMessageNotContaining("hun");
            assertThatThrownBy(() -> Secret.ofUtf8(text.getBytes(UTF_8))).isInstanceOf(Invalid.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
        void halfASurrogatePair(int half) {
            char c = (char) half;
            for (char[] text : new char[][] {{c}, {'a', c}, {c, 'a'}, {c, c, 'a'}, {'\udd11', '\ud83d'}}) {
                assertThatThrownBy(() -> Secret.of(text))
                        .isInstanceOf(Invalid.class)
                        .hasMessageContaining("surrogate");
            }
        }

        @Test
        void bytesThatAreNotUtf8() {
            for (byte[] bytes :
                    new byte[][] {{(byte) 0xff}, {(byte) 0xc3}, {(byte) 0xc0, (byte) 0x80}, {-19, -96, -128}}) {
                assertThatThrownBy(() -> Secret.ofUtf8(bytes))
                        .isInstanceOf(Invalid.class)
                        .hasMessageContaining("not UTF-8");
            }
        }

        @Test
        void aByteTooMany() {
            for (String text : new String[] {"x".repeat(65_537), "\u4e2d".repeat(21_846)}) {
                assertThatThrownBy(() -> Secret.ofString(text))
                        .isInstanceOf(Invalid.class)
                        .hasMessageContaining("65536 are the most");
            }
        }
    }

    @Nested
    class Compares {

        @Test
        void byText() {
            assertThat(Secret.ofString("hunter2"))
                    .isEqualTo(Secret.ofString("hunter2"))
                    .hasSameHashCodeAs(Secret.ofString("something else"))
                    .isNotEqualTo(Secret.ofString("hunter3"))
                    .isNotEqualTo(Secret.ofString("hunter22"))
                    .isNotEqualTo(Secret.ofString(""))
                    .isNotEqualTo("hunter2")
                    .isNotEqualTo(null);
        }

        @Test
        void twoEmptyOnesAsEqual() {
            assertThat(Secret.ofString("")).isEqualTo(Secret.of(new char[0]));
        }

        @Test
        void aClosedOneAsEqualToItselfOnly() {
            Secret closed = Secret.ofString("hunter2");
            closed.close();
            Secret other = Secret.ofString("hunter2");
            Secret same = closed;
            assertThat(closed).isEqualTo(same).isNotEqualTo(other);
            assertThat(other).isNotEqualTo(closed);
            other.close();
            assertThat(closed).isNotEqualTo(other);
        }
    }

    @Nested
    class Closing {

        @Test
        void overwritesTheText() throws ReflectiveOperationException {
            Secret secret = Secret.ofString("hunter2");
            byte[] kept = kept(secret);
            assertThat(kept).isEqualTo("hunter2".getBytes(UTF_8));
            secret.close();
            assertThat(kept).hasSize(7).containsOnly(0);
            assertThat(secret).extracting("utf8").isNull();
        }

        @Test
        void endsItsUse() {
            Secret secret = Secret.ofString("hunter2");
            secret.close();
            secret.close();
            assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(secret::revealUtf8).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> secret.use(String::new)).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isNotTheSameAsBeingEmpty() {
            Secret secret = Secret.ofString("");
            assertThat(secret.isEmpty()).isTrue();
            secret.close();
            assertThat(secret.isEmpty()).isFalse();
        }

        private static byte[] kept(Secret secret) throws ReflectiveOperationException {
            Field field = Secret.class.getDeclaredField("utf8");
            field.setAccessible(true);
            return (byte[]) Objects.requireNonNull(field.get(secret));
        }
    }

    @Test
    void overwritesWhatAFunctionWasGiven() {
        char[] seen = Secret.ofString("hunter2").use(text -> {
            assertThat(text).isEqualTo("hunter2".toCharArray());
            return text;
        });
        assertThat(seen).containsOnly('\0');
    }

    @Test
    void isNeverPrinted() {
        assertThat(Secret.ofString("hunter2")).hasToString("(secret)");
    }
}
