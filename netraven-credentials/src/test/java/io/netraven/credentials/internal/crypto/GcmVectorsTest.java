package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

/** NIST's published vectors, through the code that envelopes and protected files go through. */
class GcmVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    private final Gcm gcm = new Gcm(new SecureRandom());

    @Test
    void encryptsWhatNistEncrypted() throws IOException {
        List<Vector> vectors = Vector.read("gcmEncryptExtIV256.rsp");
        assertThat(vectors).hasSize(375);
        for (Vector each : vectors) {
            byte[] target = each.nonceAndRoomFor(each.bytes("PT").length + Gcm.TAG_LENGTH);
            gcm.encrypt(each.key(), 0, each.bytes("AAD"), each.bytes("PT"), target, Gcm.NONCE_LENGTH);
            assertThat(HEX.formatHex(target)).as("%s", each).isEqualTo(each.hex("IV", "CT", "Tag"));
        }
    }

    @Test
    void decryptsWhatNistDecryptsAndRefusesTheRest() throws Exception {
        List<Vector> vectors = Vector.read("gcmDecrypt256.rsp");
        assertThat(vectors).hasSize(375).filteredOn(Vector::isForged).hasSize(191);
        for (Vector each : vectors) {
            byte[] sealed = HEX.parseHex(each.hex("IV", "CT", "Tag"));
            if (each.isForged()) {
                assertThatThrownBy(() -> decrypt(each, sealed)).as("%s", each).isInstanceOf(AEADBadTagException.class);
            } else {
                assertThat(decrypt(each, sealed)).as("%s", each).isEqualTo(each.bytes("PT"));
            }
        }
    }

    private byte[] decrypt(Vector vector, byte[] sealed) throws AEADBadTagException {
        return gcm.decrypt(vector.key(), 0, vector.bytes("AAD"), sealed, Gcm.NONCE_LENGTH);
    }

    private record Vector(Map<String, String> fields, boolean isForged) {

        static List<Vector> read(String file) throws IOException {
            try (InputStream in = Objects.requireNonNull(GcmVectorsTest.class.getResourceAsStream(file))) {
                List<Vector> vectors = new ArrayList<>();
                for (String block : new String(in.readAllBytes(), US_ASCII).split("\n\n", -1)) {
                    if (block.startsWith("Count")) {
                        vectors.add(parse(block));
                    }
                }
                return vectors;
            }
        }

        private static Vector parse(String block) {
            Map<String, String> fields = new HashMap<>();
            block.lines()
                    .map(line -> line.split(" = ?", 2))
                    .filter(field -> field.length == 2)
                    .forEach(field -> fields.put(field[0], field[1]));
            return new Vector(fields, block.lines().anyMatch("FAIL"::equals));
        }

        String hex(String... names) {
            StringBuilder joined = new StringBuilder();
            for (String name : names) {
                joined.append(Objects.requireNonNull(fields.get(name), name));
            }
            return joined.toString();
        }

        byte[] bytes(String name) {
            return HEX.parseHex(hex(name));
        }

        KeyMaterial key() {
            return KeyMaterial.copyOf(bytes("Key"));
        }

        byte[] nonceAndRoomFor(int length) {
            byte[] target = new byte[Gcm.NONCE_LENGTH + length];
            System.arraycopy(bytes("IV"), 0, target, 0, Gcm.NONCE_LENGTH);
            return target;
        }
    }
}
