package io.netraven.credentials;

import io.netraven.credentials.CredentialException.MasterKeyUnusable;
import io.netraven.credentials.internal.crypto.KeyMaterial;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** Reads a master key that an operator has set as a text. */
final class MasterKeyText {

    static final String DIRECT = "base64:";

    private static final int LEAST_CHARACTERS = 16;
    private static final int LEAST_DIFFERENT = 5;

    /** Texts from manuals, samples and the Python NetRaven's own defaults, in lower case. */
    private static final Set<String> KNOWN = Set.of(
            "a_very_secret_key_that_should_be_in_config_or_env",
            "change-me-in-production",
            "changemechangeme",
            "change-this-in-production",
            "correct horse battery staple",
            "correcthorsebatterystaple",
            "default-encryption-key",
            "insecure-default-key",
            "netraven-dev-key",
            "netraven-secret-key",
            "passwordpassword",
            "secret-key-change-me",
            "your-encryption-key",
            "your-encryption-key-here",
            "your-secret-key-here");

    private MasterKeyText() {}

    static MasterKey read(Secret text) {
        return text.use(MasterKeyText::read);
    }

    private static MasterKey read(char[] text) {
        return startsWith(text, DIRECT) ? direct(text) : passphrase(text);
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

    private static MasterKey passphrase(char[] text) {
        int characters = Character.codePointCount(text, 0, text.length);
        if (characters < LEAST_CHARACTERS) {
            throw new MasterKeyUnusable("The master key is a passphrase of " + characters + " characters, "
                    + LEAST_CHARACTERS + " are the least: take more words, or a key that keys generate makes");
        }
        byte[] utf8 = Secret.of(text).revealUtf8();
        if (different(utf8) < LEAST_DIFFERENT || isKnown(text)) {
            Arrays.fill(utf8, (byte) 0);
            throw new MasterKeyUnusable("The master key is a passphrase that anybody would try first: take another one,"
                    + " or a key that keys generate makes");
        }
        return new PassphraseMasterKey(utf8);
    }

    /** Compares with what is public, so in no special way. */
    private static boolean isKnown(char[] text) {
        char[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase(lower[i]);
        }
        boolean known = false;
        for (String each : KNOWN) {
            known |= each.length() == lower.length && startsWith(lower, each);
        }
        Arrays.fill(lower, '\0');
        return known;
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
