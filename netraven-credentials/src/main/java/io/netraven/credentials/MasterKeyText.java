package io.netraven.credentials;

import io.netraven.credentials.CredentialException.MasterKeyUnusable;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.util.Arrays;
import java.util.Base64;

/** Reads a master key that an operator has set as a text. */
final class MasterKeyText {

    static final String DIRECT = "base64:";

    private static final int LEAST_DIFFERENT = 5;

    private MasterKeyText() {}

    static MasterKey read(Secret text) {
        return text.use(chars -> startsWith(chars, DIRECT) ? direct(chars) : passphrase(text));
    }

    private static MasterKey direct(char[] text) {
        byte[] encoded = ascii(text, DIRECT.length());
        byte[] key = {};
        try {
            key = Base64.getDecoder().decode(encoded);
            if (key.length != KeyMaterial.LENGTH) {
                throw new MasterKeyUnusable("The master key behind " + DIRECT + " has " + key.length
                        + " bytes, expected " + KeyMaterial.LENGTH + ": keys generate makes one");
            }
            if (different(key) < LEAST_DIFFERENT) {
                throw new MasterKeyUnusable(
                        "The master key behind " + DIRECT + " is a sample, not a random key: keys generate makes one");
            }
            return new DirectMasterKey(KeyMaterial.copyOf(key));
        } catch (IllegalArgumentException e) {
            throw new MasterKeyUnusable("The master key behind " + DIRECT + " is no Base64: keys generate makes one");
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static MasterKey passphrase(Secret text) {
        Passphrase.weakness(text).ifPresent(weakness -> {
            throw new MasterKeyUnusable(
                    "The master key is a passphrase " + weakness + ", or a key that keys generate makes");
        });
        return new PassphraseMasterKey(Passphrase.utf8(text));
    }

    private static boolean startsWith(char[] text, String start) {
        if (text.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (text[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(char[] text, int from) {
        byte[] bytes = new byte[text.length - from];
        for (int i = from; i < text.length; i++) {
            bytes[i - from] = (byte) (text[i] < 128 ? text[i] : '?');
        }
        return bytes;
    }

    private static int different(byte[] bytes) {
        boolean[] seen = new boolean[256];
        int count = 0;
        for (byte b : bytes) {
            if (!seen[b & 0xff]) {
                seen[b & 0xff] = true;
                count++;
            }
        }
        return count;
    }
}
