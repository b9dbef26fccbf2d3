package io.netraven.credentials.internal.crypto;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * An AES-256 key whose bytes can be overwritten, which the JDK's own key class cannot. Safe for use by several threads
 * until it is destroyed.
 */
public final class KeyMaterial implements SecretKey {

    /** The bytes of an AES-256 key. */
    public static final int LENGTH = 32;

    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private transient boolean destroyed;

    private KeyMaterial(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of 32 bytes. */
    public static KeyMaterial copyOf(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A key of " + bytes.length + " bytes, expected " + LENGTH);
        }
        return new KeyMaterial(bytes.clone());
    }

    /** Draws a key. */
    public static KeyMaterial random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new KeyMaterial(bytes);
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /**
     * A new array, to be overwritten after use; the JDK's cipher does so. All of the key or an exception: half of one that
     * is being overwritten would encrypt, too.
     */
    @Override
    public synchronized byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("The key is closed and overwritten");
        }
        return bytes.clone();
    }

    /** Tells in constant time whether another key is the same. */
    public boolean hasBytesOf(KeyMaterial other) {
        byte[] mine = getEncoded();
        byte[] theirs = other.getEncoded();
        try {
            return MessageDigest.isEqual(mine, theirs);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    @Override
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "(key)";
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("A key is not serialised");
    }
}
