package io.netraven.credentials.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDerivationTest {

    /**
     * The vectors for Argon2id, version 1.3, that the reference implementation tests itself with (test.c). Those of RFC
     * 9106 have a secret and associated data besides.
     */
    @ParameterizedTest
    @CsvSource({
        "65536, 2, 1, password, somesalt, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "256, 2, 1, password, somesalt, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "256, 2, 2, password, somesalt, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        "65536, 1, 1, password, somesalt, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        "65536, 4, 1, password, somesalt, 9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c",
        "65536, 2, 1, differentpassword, somesalt, 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
        "65536, 2, 1, password, diffsalt, bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"
    })
    void derivesWhatTheReferenceDoes(
            int memoryKib, int iterations, int lanes, String passphrase, String salt, String expected) {
        KeyDerivation derivation = new KeyDerivation(memoryKib, iterations, lanes, salt.getBytes(US_ASCII));
        byte[] derived = derivation.derive(passphrase.getBytes(US_ASCII), 32);
        assertThat(HexFormat.of().formatHex(derived)).isEqualTo(expected);
    }

    @Test
    void isSensibleAsItIsUsed() {
        assertThat(KeyDerivation.forMasterKey(new SecureRandom()).isSensible()).isTrue();
        assertThat(KeyDerivation.forFile(new SecureRandom()).isSensible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "7, 1, 1",
        "31, 1, 4",
        "1048577, 1, 1",
        "2147483647, 1, 1",
        "-1, 1, 1",
        "64, 0, 1",
        "64, 17, 1",
        "64, -1, 1",
        "64, 2147483647, 1",
        "1024, 1, 0",
        "1024, 1, 17",
        "1024, 1, -1",
        "1024, 1, 2147483647",
        "-2147483648, 1, -268435456"
    })
    void isNotSensibleBeyondWhatAnHonestWriterChooses(int memoryKib, int iterations, int lanes) {
        assertThat(new KeyDerivation(memoryKib, iterations, lanes, new byte[16]).isSensible())
                .isFalse();
    }

    @Test
    void drawsASaltForEach() {
        SecureRandom random = new SecureRandom();
        assertThat(KeyDerivation.forFile(random).salt())
                .hasSize(KeyDerivation.SALT_LENGTH)
                .isNotEqualTo(KeyDerivation.forFile(random).salt());
    }
}
