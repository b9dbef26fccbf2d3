package io.netraven.benchmark;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.netraven.credentials.internal.crypto.EnvelopeCipher;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import io.netraven.model.base.TimeOrderedId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jasypt.util.binary.StrongBinaryEncryptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Envelopes on one thread, beside the JDK's cipher kept for the thread, Tink and Jasypt, on the same secret. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class EnvelopeBenchmark {

    static final String[] SIZES = {"16", "64"};

    private static final String NAME = "credential.password";
    private static final int NONCE = 12;
    private static final int TAG = 16;
    /** As many bytes as an envelope binds: the JDK and Tink get them ready made. Jasypt binds none. */
    private static final int ASSOCIATED = 97;

    /** Of the secret. */
    @Param({"16", "64"})
    public int bytes;

    private final SecureRandom random = new SecureRandom();
    private final byte[] associated = new byte[ASSOCIATED];
    private final UUID keyId = TimeOrderedId.next();
    private final UUID row = TimeOrderedId.next();
    private final EnvelopeCipher envelopes = new EnvelopeCipher(random);
    private KeyMaterial key;
    private SecretKeySpec jdkKey;
    private Cipher jdk;
    private AesGcmJce tink;
    private StrongBinaryEncryptor jasypt;
    private byte[] plain;
    private byte[] ofNetRaven;
    private byte[] ofTink;
    private byte[] ofJasypt;

    /** Makes a key, a secret, and what each makes of it. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        byte[] keyBytes = new byte[KeyMaterial.LENGTH];
        random.nextBytes(keyBytes);
        key = KeyMaterial.copyOf(keyBytes);
        jdkKey = new SecretKeySpec(keyBytes, "AES");
        jdk = Cipher.getInstance("AES/GCM/NoPadding");
        tink = new AesGcmJce(keyBytes);
        jasypt = new StrongBinaryEncryptor();
        jasypt.setPassword(Base64.getEncoder().encodeToString(keyBytes));
        plain = new byte[bytes];
        random.nextBytes(plain);
        ofNetRaven = encryptNetRaven();
        ofTink = encryptTink();
        ofJasypt = encryptJasypt();
    }

    @Benchmark
    public byte[] encryptNetRaven() {
        return envelopes.seal(keyId, key, NAME, row, plain);
    }

    @Benchmark
    public byte[] decryptNetRaven() {
        return envelopes.open(keyId, key, NAME, row, ofNetRaven).orElseThrow();
    }

    @Benchmark
    public byte[] encryptJdk() throws GeneralSecurityException {
        byte[] out = new byte[NONCE + plain.length + TAG];
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, out, 0, NONCE);
        jdk.init(Cipher.ENCRYPT_MODE, jdkKey, new GCMParameterSpec(8 * TAG, nonce));
        jdk.updateAAD(associated);
        jdk.doFinal(plain, 0, plain.length, out, NONCE);
        return out;
    }

    /** Of what Tink made, which has the same form. */
    @Benchmark
    public byte[] decryptJdk() throws GeneralSecurityException {
        jdk.init(Cipher.DECRYPT_MODE, jdkKey, new GCMParameterSpec(8 * TAG, ofTink, 0, NONCE));
        jdk.updateAAD(associated);
        return jdk.doFinal(ofTink, NONCE, ofTink.length - NONCE);
    }

    @Benchmark
    public byte[] encryptTink() throws GeneralSecurityException {
        return tink.encrypt(plain, associated);
    }

    @Benchmark
    public byte[] decryptTink() throws GeneralSecurityException {
        return tink.decrypt(ofTink, associated);
    }

    @Benchmark
    public byte[] encryptJasypt() {
        return jasypt.encrypt(plain);
    }

    @Benchmark
    public byte[] decryptJasypt() {
        return jasypt.decrypt(ofJasypt);
    }
}
