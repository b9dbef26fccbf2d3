package io.netraven.launcher.internal.cli;

import io.netraven.credentials.SecretPart;
import java.util.Arrays;
import java.util.Locale;

/** The secrets of a credential, as options name them. */
final class Parts {

    private Parts() {}

    static SecretPart of(CliOption option, String word) {
        return Arrays.stream(SecretPart.values())
                .filter(part -> word(part).equals(word))
                .findFirst()
                .orElseThrow(() -> OptionValues.mistake(
                        option,
                        "\"" + word + "\" is none of password, enable_password, private_key, private_key_passphrase"));
    }

    static String word(SecretPart part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    /** As a person is asked for it. */
    static String name(SecretPart part) {
        return word(part).replace('_', ' ');
    }
}
