package io.netraven.credentials.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag. Making a cipher costs several times what a small
 * encryption does, so a few are kept. Not in thread-locals, which a thread of somebody's pool would hold for ever: with
 * this object go the ciphers, and the keys in them. Safe for use by several threads.
 */
final class Gcm {

    static final int NONCE_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();
    private final SecureRandom random;
    private volatile boolean forgotten;

    Gcm(SecureRandom random) {
        this.random = random;
    }

    /** Fills in a random nonce. */
    void drawNonce(byte[] target, int offset) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, target, offset, NONCE_LENGTH);
    }

    /**
     * Encrypts {@code plain}.
     *
     * @param target where the ciphertext and then the tag go, from {@code offset} on; the nonce is in it already
     */
    void encrypt(KeyMaterial key, int nonceOffset, byte[] associated, byte[] plain, byte[] target, int offset) {
        Cipher cipher = take();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters(target, nonceOffset));
            cipher.updateAAD(associated);
            cipher.doFinal(plain, 0, plain.length, target, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM/NoPadding does not work in this JVM", e);
        }
        keep(cipher);
    }

    /**
     * Decrypts what lies in {@code source} from {@code offset} to its end.
     *
     * @throws AEADBadTagException when anything differs from what was encrypted
     */
    byte[] decrypt(KeyMaterial key, int nonceOffset, byte[] associated, byte[] source, int offset)
            throws AEADBadTagException {
        Cipher cipher = take();
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(source, nonceOffset));
            cipher.updateAAD(associated);
            byte[] plain = cipher.doFinal(source, offset, source.length - offset);
            keep(cipher);
            return plain;
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM/NoPadding does not work in this JVM", e);
        }
    }

    /** Forgets the ciphers, and with them what they know of keys; from now on none is kept. */
    void forget() {
        forgotten = true;
        idle.clear();
    }

    private void keep(Cipher cipher) {
        idle.offer(cipher);
        if (forgotten) {
            idle.clear();
        }
    }

    private static GCMParameterSpec parameters(byte[] bytes, int nonceOffset) {
        return new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, bytes, nonceOffset, NONCE_LENGTH);
    }

    private Cipher take() {
        Cipher cipher = idle.poll();
        if (cipher != null) {
            return cipher;
        }
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM/NoPadding is missing in this JVM", e);
        }
    }
}
