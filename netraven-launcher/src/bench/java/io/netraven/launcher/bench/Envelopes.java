package io.netraven.launcher.bench;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.model.base.TimeOrderedId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Envelopes on one thread, beside the JDK's cipher kept for the thread, and Tink, on the same secrets in turn. */
final class Envelopes {

    private static final int ROUNDS = 11;
    private static final long ROUND_NANOS = 250_000_000;
    /** As many bytes as an envelope binds: the JDK and Tink get them ready made. */
    private static final int ASSOCIATED = 99;

    private final SecureRandom random = new SecureRandom();
    private final byte[] keyBytes = new byte[KeyMaterial.LENGTH];
    private final byte[] associated = new byte[ASSOCIATED];
    private final byte[] plain;
    private final UUID keyId = TimeOrderedId.next();
    private final UUID row = TimeOrderedId.next();
    private final EnvelopeCipher envelopes = new EnvelopeCipher(random);
    private final KeyMaterial key;
    private final SecretKeySpec jdkKey;
    private final Cipher cipher;
    private final AesGcmJce tink;
    private int sink;

    Envelopes(int bytes) throws GeneralSecurityException {
        random.nextBytes(keyBytes);
        key = KeyMaterial.copyOf(keyBytes);
        jdkKey = new SecretKeySpec(keyBytes, "AES");
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        tink = new AesGcmJce(keyBytes);
        plain = new byte[bytes];
        random.nextBytes(plain);
    }

    /** Operations a second, medians. */
    record Rates(double ours, double jdk, double tink) {}

    private interface Operation {
        int run() throws GeneralSecurityException;
    }

    Rates encryption() throws GeneralSecurityException {
        return rates(
                () -> envelopes.seal(keyId, key, "credential.password", row, plain).length,
                () -> {
                    byte[] out = new byte[12 + plain.length + 16];
                    byte[] nonce = new byte[12];
                    random.nextBytes(nonce);
                    System.arraycopy(nonce, 0, out, 0, 12);
                    cipher.init(Cipher.ENCRYPT_MODE, jdkKey, new GCMParameterSpec(128, nonce));
                    cipher.updateAAD(associated);
                    return cipher.doFinal(plain, 0, plain.length, out, 12);
                },
                () -> tink.encrypt(plain, associated).length);
    }

    Rates decryption() throws GeneralSecurityException {
        byte[] envelope = envelopes.seal(keyId, key, "credential.password", row, plain);
        byte[] sealed = tink.encrypt(plain, associated);
        return rates(
                () -> envelopes
                        .open(keyId, key, "credential.password", row, envelope)
                        .orElseThrow()
                        .length,
                () -> {
                    cipher.init(Cipher.DECRYPT_MODE, jdkKey, new GCMParameterSpec(128, sealed, 0, 12));
                    cipher.updateAAD(associated);
                    return cipher.doFinal(sealed, 12, sealed.length - 12).length;
                },
                () -> tink.decrypt(sealed, associated).length);
    }

    private Rates rates(Operation ours, Operation jdk, Operation other) throws GeneralSecurityException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        List<Double> third = new ArrayList<>();
        for (int round = -4; round < ROUNDS; round++) {
            double a = rate(ours);
            double b = rate(jdk);
            double c = rate(other);
            if (round >= 0) {
                first.add(a);
                second.add(b);
                third.add(c);
            }
        }
        return new Rates(Figures.median(first), Figures.median(second), Figures.median(third));
    }

    private double rate(Operation operation) throws GeneralSecurityException {
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < ROUND_NANOS) {
            for (int i = 0; i < 500; i++) {
                sink += operation.run();
            }
            count += 500;
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    int sink() {
        return sink;
    }
}
