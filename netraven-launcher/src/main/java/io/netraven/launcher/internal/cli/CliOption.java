package io.netraven.launcher.internal.cli;

import io.netraven.launcher.internal.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every option. Most are another way to give a {@link Setting}. */
enum CliOption {
    URL(Setting.URL, "URL"),
    HOST(Setting.HOST, "HOST"),
    PORT(Setting.PORT, "PORT"),
    DATABASE(Setting.DATABASE, "NAME"),
    USER(Setting.USER, "NAME"),
    PASSWORD_FILE("password-file", "FILE", "file with the role's password", "POSTGRES_PASSWORD_FILE", null),
    TLS_MODE(Setting.TLS_MODE, "MODE"),
    TLS_ROOT_CERTIFICATE(Setting.TLS_ROOT_CERTIFICATE, "FILE"),
    CONNECT_TIMEOUT(Setting.CONNECT_TIMEOUT, "DURATION"),
    CONFIG(Setting.CONFIG_FILE, "FILE"),

    MODEL(Setting.MODEL, "FILE"),
    NAMESPACE(Setting.NAMESPACE, "NAME"),
    APPLICATION_ROLE(Setting.APPLICATION_ROLE, "NAME"),
    READ_ONLY_ROLE(Setting.READ_ONLY_ROLE, "NAME"),
    ROTATION_ROLE(Setting.ROTATION_ROLE, "NAME"),
    WAIT(Setting.WAIT, "DURATION"),
    LOCK_TIMEOUT(Setting.LOCK_TIMEOUT, "DURATION"),
    STATEMENT_TIMEOUT(Setting.STATEMENT_TIMEOUT, "DURATION"),
    ACCESS_GRACE(Setting.ACCESS_GRACE, "DURATION"),
    STRICT("strict", null, "refuse tolerated differences too", Setting.STRICT.variable(), "true"),
    NO_EXTENSIONS("no-extensions", null, "leave out the model's extensions", Setting.EXTENSIONS.variable(), "false"),

    DRY_RUN("dry-run", null, "do everything, and take it back", null, null),
    COUNT_ONLY("dry-run", null, "count what would be deleted, and delete nothing", null, null),
    AUDIT_DAYS(Setting.AUDIT_DAYS, "N|setting"),
    HISTORY_DAYS(Setting.HISTORY_DAYS, "N|setting"),
    FOLDER("folder", "FOLDER", "where backups are kept (default /backups)", "BACKUP_FOLDER", null),
    KEEP_COUNT(
            "keep-count", "N", "most backups that are kept, 0 for any number (default 30)", "BACKUP_KEEP_COUNT", null),
    KEEP_DAYS("keep-days", "N", "days that a backup is kept, 0 for ever (default 30)", "BACKUP_KEEP_DAYS", null),
    JOBS("jobs", "N", "tables at once; a backup with more than one is a folder (default 1)", "BACKUP_JOBS", null),
    PROVE("prove", null, "restore it into a scratch database, validate that, and drop it", null, null),
    REPLACE("replace", null, "replace a database that is not empty; it is kept under another name", null, null),
    WITHOUT_CHECKSUM(
            "without-checksum",
            null,
            "skip the checksum if FILE.sha256 is lost; the dump is still read whole",
            null,
            null),
    ACCEPT_DIFFERENCES(
            "accept-differences", null, "accept a schema that differs in a way that breaks the release", null, null),
    SWAP("swap", "NAME", "give the name to a database that an earlier call restored", null, null),
    CHECK("check", null, "check the backup without a server", null, null),
    SQL("sql", null, "print the SQL that mends each difference", null, null),
    OUT_FOLDER("out", "FOLDER", "where to write, made if missing (default the current folder)", null, null),
    LIVE("live", null, "compare a running database, and mark what differs", null, null),
    DATA("data", "FOLDER", "where the trial keeps its data (default ./netraven-trial)", null, null),

    ENCRYPTION_KEY_FILE(
            "encryption-key-file",
            "FILE",
            "file with the master key of the credential store",
            "NETRAVEN_ENCRYPTION_KEY_FILE",
            null),
    ENCRYPTION_KEY_PREVIOUS_FILE(
            "encryption-key-previous-file",
            "FILE",
            "file with the master key before, while it is changed",
            "NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE",
            null),
    OUT("out", "FILE", "file to write, which must not be there; only its owner may read it", null, null),
    IN("in", "FILE", "file to read", null, null),
    FILE_FORMAT(
            "file-format", "FORMAT", "json (default), csv, or protected: with secrets, under a passphrase", null, null),
    PASSPHRASE_FILE("passphrase-file", "FILE", "file with the passphrase; else it is asked for", null, null),
    PASSPHRASE_STDIN("passphrase-stdin", null, "read the passphrase from standard input", null, null),
    CREATE_TAGS("create-tags", null, "make the tags that are missing", null, null),
    SKIP_DUPLICATES("skip-duplicates", null, "leave what is there already, and go on", null, null),
    FROM_PYTHON("from-python", null, "take the secrets of the Python NetRaven from its old tables", null, null),
    PYTHON_KEY_FILE(
            "python-key-file", "FILE", "file with the NETRAVEN_ENCRYPTION_KEY of the Python services", null, null),
    PYTHON_KEY_FOLDER("python-key-folder", "FOLDER", "the data/keys of the Python services", null, null),
    KEY("key", "ID", "the data key's id", null, null),
    FORCE("force", null, "make a new key whatever the age of the active one", null, null),
    OLDER_THAN("older-than", "DURATION", "make a new key when the active one is older than this: 30d", null, null),
    WORKERS("workers", "N", "transactions at once, a connection each (default 2)", null, null),
    BATCH_ROWS("batch-rows", "N", "most rows of a transaction", null, null),
    NAME("name", "NAME", "the credential's name", null, null),
    ID("id", "ID", "the credential's id", null, null),
    RENAME("rename", "NAME", "the credential's new name", null, null),
    USERNAME("username", "NAME", "whom to log in as on devices", null, null),
    DESCRIPTION("description", "TEXT", "what it is for", null, null),
    TAG("tag", "NAME|ID", "the tag, by name or id", null, null),
    PRIORITY("priority", "N", "0 to 100, the greater the sooner tried (default 50)", null, null),
    DEVICE("device", "NAME|ID", "the device, by hostname or id", null, null),
    PART(
            "part",
            "PART",
            "which secret: password (default), enable_password, private_key or private_key_passphrase",
            null,
            null),
    WITHOUT("without", "PART", "remove this secret", null, null),
    SECRET_FILE("secret-file", "FILE", "file with the secret; else it is asked for on the terminal", null, null),
    SECRET_STDIN("secret-stdin", null, "read the secret from standard input", null, null),
    NO_SECRET("no-secret", null, "store none, as for a key in a file outside the database", null, null),
    USE_KEYS("use-keys", "true|false", "log in by SSH key", null, null),
    KEY_FILE("key-file", "PATH", "file with the SSH key, outside the database", null, null),
    EXPIRES_AT("expires-at", "TIME", "offered no more from then on: 2027-01-31T00:00:00Z, or never", null, null),
    IF_VERSION("if-version", "N", "only if it is still at this version", null, null),
    CONTAINS("contains", "TEXT", "only those with the text in name, user name or description", null, null),
    QUARANTINED("quarantined", null, "only those set aside", null, null),
    AFTER("after", "NAME", "go on behind this name, with which the page before ended", null, null),
    LIMIT("limit", "N", "most rows of a page, 1 to 1000 (default 100)", null, null),
    FORMAT("format", "text|json", "how to print the result (default text)", null, null),
    QUIET("quiet", null, "log warnings and errors only", null, null),
    VERBOSE("verbose", null, "log what is done in detail", null, null),
    DEBUG("debug", null, "print a stack trace with every error", null, null),
    HELP("help", null, "print this help", null, null);

    /** Where the database is. */
    static final List<CliOption> CONNECTION = List.of(
            URL,
            HOST,
            PORT,
            DATABASE,
            USER,
            PASSWORD_FILE,
            TLS_MODE,
            TLS_ROOT_CERTIFICATE,
            CONNECT_TIMEOUT,
            WAIT,
            ACCESS_GRACE);

    /** Which schema is asked for. */
    static final List<CliOption> SCHEMA =
            List.of(MODEL, NAMESPACE, NO_EXTENSIONS, APPLICATION_ROLE, READ_ONLY_ROLE, ROTATION_ROLE);

    /** The master keys. */
    static final List<CliOption> MASTER_KEYS = List.of(ENCRYPTION_KEY_FILE, ENCRYPTION_KEY_PREVIOUS_FILE);

    /** What every command takes. */
    static final List<CliOption> COMMON = List.of(CONFIG, FORMAT, QUIET, VERBOSE, DEBUG, HELP);

    private final String text;
    private final @Nullable String argument;
    private final String description;
    private final @Nullable String variable;
    private final @Nullable String flagValue;

    CliOption(Setting setting, String argument) {
        this(setting.option(), argument, setting.description(), setting.variable(), null);
    }

    CliOption(
            String text,
            @Nullable String argument,
            String description,
            @Nullable String variable,
            @Nullable String flagValue) {
        this.text = text;
        this.argument = argument;
        this.description = description;
        this.variable = variable;
        this.flagValue = flagValue;
    }

    /** The options of a command that connects. */
    static List<CliOption> connectionAnd(CliOption... more) {
        List<CliOption> options = new ArrayList<>(CONNECTION);
        options.addAll(SCHEMA);
        options.addAll(List.of(more));
        return options;
    }

    /** The options of a command on keys or credentials: it connects once, and to tables that are there. */
    static List<CliOption> storeAnd(CliOption... more) {
        List<CliOption> options = tablesAnd(more);
        options.addAll(MASTER_KEYS);
        return options;
    }

    /** The options of a command that connects once, and to tables that are there. */
    static List<CliOption> tablesAnd(CliOption... more) {
        List<CliOption> options = new ArrayList<>(List.of(more));
        for (CliOption option : CONNECTION) {
            if (option != WAIT && option != ACCESS_GRACE) {
                options.add(option);
            }
        }
        options.add(NAMESPACE);
        return options;
    }

    /** The name, without dashes. */
    String text() {
        return text;
    }

    /** What the option's argument is; empty for a flag. */
    Optional<String> argument() {
        return Optional.ofNullable(argument);
    }

    String description() {
        return description;
    }

    /** The variable of the environment that the option stands for. */
    @Nullable
    String variable() {
        return variable;
    }

    /** The value that the variable has when the flag is given. */
    String flagValue() {
        return flagValue == null ? "true" : flagValue;
    }
}
