package io.netraven.launcher.internal.cli;

import java.util.Arrays;
import java.util.Locale;

/** The files that credentials are exported to and imported from. */
enum FileFormat {
    /** An array, or one object a line. */
    JSON,
    CSV,
    /** With secrets, under a passphrase. */
    PROTECTED;

    static FileFormat of(OptionValues values, String otherwise) {
        String word = values.text(CliOption.FILE_FORMAT).orElse(otherwise);
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> OptionValues.mistake(
                        CliOption.FILE_FORMAT, "\"" + word + "\" is none of json, csv, protected"));
    }
}
