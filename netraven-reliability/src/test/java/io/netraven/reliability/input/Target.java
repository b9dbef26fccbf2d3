package io.netraven.reliability.input;

import java.util.Locale;
import javax.sql.DataSource;

/** What reads input from outside, each a row of docs/reliability.md, with what has to hold for it. */
enum Target {
    CONFIGURATION(
            "Environment, configuration file and `DATABASE_URL`: all problems told without a secret, or settings that"
                    + " are the same when written and read again",
            database -> new ConfigurationProperty()),
    ARGUMENTS(
            "Arguments of the command line, without a database: an exit code of the contract but 70, no stack trace,"
                    + " no secret",
            database -> new ArgumentsProperty()),
    DURATION("Durations: refused, or the same when written and read again", database -> new DurationProperty()),
    MASTER_KEY(
            "Master keys as text: refused without a word of them, or they unwrap what they wrap",
            database -> new MasterKeyProperty()),
    WRAPPED_KEY("Stored data keys: only the one that was wrapped unwraps", database -> new WrappedKeyProperty()),
    ENVELOPE("Envelopes: only the one that was sealed opens", database -> new EnvelopeProperty()),
    PROTECTED_FILE(
            "Protected files, also with the checksum of what was changed: only the one that was written opens",
            database -> new ProtectedFileProperty()),
    KEY_BACKUP(
            "Content of key backups: refused and the keyring as before, or every key is there", KeyBackupProperty::new),
    JSON("Import of JSON: what was said to be added is there, or nothing is", ImportProperty::json),
    CSV("Import of CSV: what was said to be added is there, or nothing is", ImportProperty::csv),
    PYTHON(
            "Secrets and key files of the Python NetRaven: plain text as it is, or what was encrypted",
            database -> new PythonProperty()),
    MODEL(
            "Files for `--model`, also with the proof of what was changed: refused, or the same model when written and"
                    + " read again",
            database -> new ModelProperty());

    private final String fault;
    private final Opening opening;

    Target(String fault, Opening opening) {
        this.fault = fault;
        this.opening = opening;
    }

    /** Makes a property that may use a database. */
    @FunctionalInterface
    private interface Opening {
        Property open(DataSource database) throws Exception;
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
    Property open(DataSource database) throws Exception {
        return opening.open(database);
    }
}
