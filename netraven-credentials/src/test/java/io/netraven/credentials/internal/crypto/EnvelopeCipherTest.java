package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.COLLECTION;

import io.netraven.model.base.Envelope;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EnvelopeCipherTest {

    private static final String NAME = "credential.password";
    private static final UUID KEY_ID = new UUID(0x0123456789abcdefL, 0x8123456789abcdefL);
    private static final UUID ROW = new UUID(0x1123456789abcdefL, 0x9123456789abcdefL);
    private static final int HEADER_LENGTH = 32;

    private final EnvelopeCipher cipher = new EnvelopeCipher(new SecureRandom());
    private final KeyMaterial key = KeyMaterial.random(new SecureRandom());

    @Nested
    class Seals {

        @Test
        void whatOpensAgainForAnyLength() {
            Random random = new Random(20_261_123);
            for (int i = 0; i < 2_000; i++) {
                byte[] secret = bytes(random, random.nextInt(700));
                String name = "name." + random.nextInt(50);
                UUID row = new UUID(random.nextLong(), random.nextLong());
                UUID keyId = new UUID(random.nextLong(), random.nextLong());
                byte[] envelope = cipher.seal(keyId, key, name, row, secret);
                assertThat(envelope).hasSize(Envelope.MINIMUM_LENGTH + secret.length);
                assertThat(cipher.open(keyId, key, name, row, envelope))
                        .as("%d", i)
                        .contains(secret);
            }
        }

        @Test
        void anEmptySecret() {
            byte[] envelope = seal(new byte[0]);
            assertThat(envelope).hasSize(Envelope.MINIMUM_LENGTH);
            assertThat(open(envelope)).contains(new byte[0]);
        }

        @Test
        void aSecretOf64Kib() {
            byte[] secret = bytes(new Random(1), 65_536);
            assertThat(open(seal(secret))).contains(secret);
        }

        @Test
        void withMagicVersionSuiteAndKeyIdInFront() {
            assertThat(seal(new byte[3])).startsWith('N', 'R', 1, 1, 0x01, 0x23, 0x45);
            assertThat(EnvelopeCipher.keyId(seal(new byte[3]))).contains(KEY_ID);
        }

        @Test
        void neverWithTheSameNonce() {
            Set<ByteBuffer> nonces = new HashSet<>();
            for (int i = 0; i < 100_000; i++) {
                nonces.add(ByteBuffer.wrap(seal(new byte[0]), 20, 12).slice());
            }
            assertThat(nonces).hasSize(100_000);
        }

        @Test
        void equalSecretsAsDifferentCiphertexts() {
            byte[] secret = "hunter2".getBytes(UTF_8);
            Set<ByteBuffer> ciphertexts = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                byte[] envelope = seal(secret);
                ciphertexts.add(
                        ByteBuffer.wrap(envelope, HEADER_LENGTH, secret.length).slice());
            }
            assertThat(ciphertexts).hasSize(1_000);
        }

        @Test
        void andLeavesTheSecretToTheCaller() {
            byte[] secret = "hunter2".getBytes(UTF_8);
            seal(secret);
            assertThat(secret).isEqualTo("hunter2".getBytes(UTF_8));
        }

        @Test
        void inEightThreadsAtOnce() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Integer>> tasks = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    tasks.add(task(thread));
                }
                for (Future<Integer> each : threads.invokeAll(tasks)) {
                    assertThat(each.get()).isEqualTo(5_000);
                }
            } finally {
                threads.shutdownNow();
            }
        }

        private Callable<Integer> task(int seed) {
            return () -> {
                KeyMaterial own = KeyMaterial.random(new SecureRandom());
                Random random = new Random(seed);
                int opened = 0;
                for (int i = 0; i < 5_000; i++) {
                    byte[] secret = bytes(random, random.nextInt(100));
                    byte[] envelope = cipher.seal(KEY_ID, own, NAME, ROW, secret);
                    assertThat(cipher.open(KEY_ID, own, NAME, ROW, envelope)).contains(secret);
                    assertThat(open(envelope)).isEmpty();
                    opened++;
                }
                return opened;
            };
        }
    }

    @Nested
    class Refuses {

        private final byte[] envelope = seal("hunter2, and then some more".getBytes(UTF_8));

        @Test
        void everyFlippedBit() {
            for (int bit = 0; bit < envelope.length * Byte.SIZE; bit++) {
                byte[] changed = envelope.clone();
                changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                assertThat(open(changed)).as("bit %d", bit).isEmpty();
            }
        }

        @Test
        void everyTruncation() {
            for (int length = 0; length < envelope.length; length++) {
                assertThat(open(Arrays.copyOf(envelope, length)))
                        .as("%d bytes", length)
                        .isEmpty();
            }
        }

        @Test
        void everyExtension() {
            for (int more = 1; more < 64; more++) {
                assertThat(open(Arrays.copyOf(envelope, envelope.length + more)))
                        .as("%d more", more)
                        .isEmpty();
            }
        }

        @Test
        void anotherRow() {
            UUID other = new UUID(ROW.getMostSignificantBits(), ROW.getLeastSignificantBits() ^ 1);
            assertThat(cipher.open(KEY_ID, key, NAME, other, envelope)).isEmpty();
        }

        @Test
        void anotherName() {
            for (String other :
                    List.of("credential.enable_password", "credential.passwor", "credential.password ", "")) {
                assertThat(cipher.open(KEY_ID, key, other, ROW, envelope))
                        .as(other)
                        .isEmpty();
            }
        }

        @Test
        void anotherKeyOfTheSameId() {
            KeyMaterial other = KeyMaterial.random(new SecureRandom());
            assertThat(cipher.open(KEY_ID, other, NAME, ROW, envelope)).isEmpty();
        }

        @Test
        void theSameKeyUnderAnotherId() {
            assertThat(cipher.open(ROW, key, NAME, ROW, envelope)).isEmpty();
            byte[] renamed = envelope.clone();
            ByteBuffer.wrap(renamed)
                    .putLong(4, ROW.getMostSignificantBits())
                    .putLong(12, ROW.getLeastSignificantBits());
            assertThat(cipher.open(ROW, key, NAME, ROW, renamed)).isEmpty();
        }

        @Test
        void rowAndKeyIdInEachOthersPlace() {
            assertThat(cipher.open(/* keyId= */ ROW, key, NAME, /* row= */ KEY_ID, envelope))
                    .isEmpty();
        }

        @Test
        void nothingForeignByNamingAKey() {
            assertThat(EnvelopeCipher.keyId(new byte[0])).isEmpty();
            assertThat(EnvelopeCipher.keyId("NR".getBytes(UTF_8))).isEmpty();
            assertThat(EnvelopeCipher.keyId(new byte[100])).isEmpty();
        }

        @Test
        void andOpensTheNextOneAllTheSame() {
            open(new byte[0]);
            open(Arrays.copyOf(envelope, envelope.length - 1));
            assertThat(open(envelope)).contains("hunter2, and then some more".getBytes(UTF_8));
        }
    }

    @Test
    void bindsNamesThatDifferInTheirPartsOnly() {
        // What length prefixes are for: the same bytes in a row, split in another way.
        byte[] one = EnvelopeCipher.associated(KEY_ID, "a", ROW);
        byte[] two = EnvelopeCipher.associated(KEY_ID, "a\u0000", ROW);
        assertThat(one).isNotEqualTo(Arrays.copyOf(two, one.length));
    }

    @Test
    void keepsNoCipherOnceItHasForgotten() {
        seal(new byte[3]);
        assertThat(cipher)
                .extracting("gcm")
                .extracting("idle")
                .asInstanceOf(COLLECTION)
                .isNotEmpty();
        cipher.forget();
        assertThat(cipher)
                .extracting("gcm")
                .extracting("idle")
                .asInstanceOf(COLLECTION)
                .isEmpty();
    }

    private byte[] seal(byte[] secret) {
        return cipher.seal(KEY_ID, key, NAME, ROW, secret);
    }

    private Optional<byte[]> open(byte[] envelope) {
        return cipher.open(KEY_ID, key, NAME, ROW, envelope);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
