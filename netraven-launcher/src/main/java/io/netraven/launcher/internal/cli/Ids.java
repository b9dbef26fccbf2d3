package io.netraven.launcher.internal.cli;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as operators give them. */
final class Ids {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** Whether a text is an id, in full: Java reads shorter ones too. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Reads an option's id. */
    static UUID of(CliOption option, String text) {
        if (!isId(text)) {
            throw OptionValues.mistake(
                    option, "\"" + text + "\" is no id, such as 01970000-0000-7000-8000-000000000001");
        }
        return UUID.fromString(text);
    }
}
