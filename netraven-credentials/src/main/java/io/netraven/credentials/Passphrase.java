package io.netraven.credentials;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What passphrases of master keys and of files have in common: what they may be, and which bytes they become. */
final class Passphrase {

    private static final int LEAST_CHARACTERS = 16;
    private static final int LEAST_DIFFERENT = 5;

    /** All characters before it are in normal form (Unicode Standard Annex 15, NFC_Quick_Check). */
    private static final char FIRST_TO_NORMALISE = '\u0300';

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

    private Passphrase() {}

    /**
     * Returns the text in UTF-8, in the normal form C: one keyboard composes what another leaves in parts.
     *
     * @return a new array, to be overwritten after use
     */
    static byte[] utf8(Secret passphrase) {
        return passphrase.use(text -> {
            char[] normal = normalized(text);
            try (Secret secret = Secret.of(normal)) {
                return secret.revealUtf8();
            } finally {
                Arrays.fill(normal, '\0');
            }
        });
    }

    /** Says what speaks against a passphrase, after "a passphrase ". */
    static Optional<String> weakness(Secret passphrase) {
        return passphrase.use(text -> {
            char[] normal = normalized(text);
            try {
                return weakness(normal);
            } finally {
                Arrays.fill(normal, '\0');
            }
        });
    }

    private static Optional<String> weakness(char[] text) {
        int characters = Character.codePointCount(text, 0, text.length);
        if (characters < LEAST_CHARACTERS) {
            return Optional.of(
                    "of " + characters + " characters, " + LEAST_CHARACTERS + " are the least: take more words");
        }
        if (CharBuffer.wrap(text).chars().distinct().count() < LEAST_DIFFERENT || isKnown(text)) {
            return Optional.of("that anybody would try first: take another one");
        }
        return Optional.empty();
    }

    /** The JDK normalises by way of a string, which nobody can overwrite: only where there is something to do. */
    private static char[] normalized(char[] text) {
        for (char c : text) {
            if (c >= FIRST_TO_NORMALISE) {
                return Normalizer.normalize(CharBuffer.wrap(text), Normalizer.Form.NFC)
                        .toCharArray();
            }
        }
        return text.clone();
    }

    /** Compares with what is public, so in no special way. */
    private static boolean isKnown(char[] text) {
        char[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase(lower[i]);
        }
        boolean known = KNOWN.stream().anyMatch(each -> each.contentEquals(CharBuffer.wrap(lower)));
        Arrays.fill(lower, '\0');
        return known;
    }
}
