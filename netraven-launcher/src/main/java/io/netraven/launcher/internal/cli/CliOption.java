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
    SQL("sql", null, "print the SQL that mends each difference", null, null),
    DATA("data", "FOLDER", "where the trial keeps its data (default ./netraven-trial)", null, null),

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
