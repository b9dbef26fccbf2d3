package io.netraven.reliability.input;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What reads input from outside, each a row of docs/reliability.md, with what has to hold for it. */
enum Target {
    CONFIGURATION(
            "Environment, configuration file and `DATABASE_URL`: all problems told without a secret, or settings that"
                    + " are the same when written and read again"),
    ARGUMENTS("Arguments of the command line, without a database: an exit code of the contract but 70, no stack trace,"
            + " no secret"),
    DURATION("Durations: refused, or the same when written and read again"),
    MASTER_KEY("Master keys as text: refused without a word of them, and one in Base64 unwraps what it wraps"),
    WRAPPED_KEY("Stored data keys: only the one that was wrapped unwraps"),
    ENVELOPE("Envelopes: only the one that was sealed opens"),
    PROTECTED_FILE("Protected files, also with the checksum of what was changed: only the one that was written opens"),
    KEY_BACKUP("Content of key backups: refused and the keyring as before, or every key is there"),
    JSON("Import of JSON: what was said to be added is there, or nothing is"),
    CSV("Import of CSV: what was said to be added is there, or nothing is"),
    PYTHON("Secrets and key files of the Python NetRaven: plain text as it is, or what was encrypted"),
    MODEL("Files for `--model`, also with the proof of what was changed: refused, or the same model when written and"
            + " read again");

    private final String fault;

    Target(String fault) {
        this.fault = fault;
    }

    /** All of them, or those that {@code -Dreliability.inputs=json,csv} names: what failed, and was mended. */
    static List<Target> asked() {
        String words = System.getProperty("reliability.inputs", "");
        return words.isEmpty()
                ? List.of(values())
                : Stream.of(words.split(",", -1))
                        .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    /** Its row. */
    String fault() {
        return fault;
    }

    /** The name of its corpus and of its folder of results. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prepares to try inputs, with a database that has NetRaven's tables and no rows of credentials. */
    Property open(DataSource database) {
        return switch (this) {
            case CONFIGURATION -> new ConfigurationProperty();
            case ARGUMENTS -> new ArgumentsProperty();
            case DURATION -> new DurationProperty();
            case MASTER_KEY -> new MasterKeyProperty();
            case WRAPPED_KEY -> new WrappedKeyProperty();
            case ENVELOPE -> new EnvelopeProperty();
            case PROTECTED_FILE -> new ProtectedFileProperty();
            case KEY_BACKUP -> new KeyBackupProperty(database);
            case JSON -> ImportProperty.json(database);
            case CSV -> ImportProperty.csv(database);
            case PYTHON -> new PythonProperty();
            case MODEL -> new ModelProperty();
        };
    }
}
