package io.netraven.launcher.internal.config;

import java.util.Optional;

/**
 * Everything that can be set: its name in the environment and in a configuration file, and its option. The help, the
 * check for misspelt names and the reader all go by this list.
 */
public enum Setting {
    URL("DATABASE_URL", "url", Form.TEXT_OR_FILE, "postgresql://user@host:port/database, or jdbc:postgresql://..."),
    HOST("POSTGRES_HOST", "host", Form.TEXT_OR_FILE, "host of the database; several with commas, the primary is used"),
    PORT("POSTGRES_PORT", "port", Form.TEXT_OR_FILE, "port, or one for each host with commas (default 5432)"),
    DATABASE("POSTGRES_DB", "database", Form.TEXT_OR_FILE, "name of the database (default netraven)"),
    USER("POSTGRES_USER", "user", Form.TEXT_OR_FILE, "role to connect as (default netraven)"),
    PASSWORD("POSTGRES_PASSWORD", "password", Form.SECRET, "password of the role"),
    TLS_MODE("NETRAVEN_TLS_MODE", "tls-mode", Form.TEXT, "disable, allow, prefer, require, verify-ca or verify-full"),
    TLS_ROOT_CERTIFICATE("NETRAVEN_TLS_ROOT_CERTIFICATE", "tls-root-certificate", Form.TEXT, "file to trust (PEM)"),
    CONNECT_TIMEOUT("NETRAVEN_CONNECT_TIMEOUT", "connect-timeout", Form.TEXT, "for one connection (default 10s)"),
    NAMESPACE("NETRAVEN_NAMESPACE", "namespace", Form.TEXT, "namespace of the tables (default netraven)"),
    APPLICATION_ROLE(
            "NETRAVEN_APPLICATION_ROLE",
            "application-role",
            Form.TEXT,
            "role of the services, to be made and verified"),
    READ_ONLY_ROLE("NETRAVEN_READ_ONLY_ROLE", "read-only-role", Form.TEXT, "role that reads all but secrets, likewise"),
    ROTATION_ROLE("NETRAVEN_ROTATION_ROLE", "rotation-role", Form.TEXT, "role that rotates keys, likewise"),
    WAIT("NETRAVEN_WAIT", "wait", Form.TEXT, "how long to wait for the database: 20s, 2m, forever (default 60s)"),
    LOCK_TIMEOUT("NETRAVEN_LOCK_TIMEOUT", "lock-timeout", Form.TEXT, "how long to wait for a lock (default 60s)"),
    STATEMENT_TIMEOUT("NETRAVEN_STATEMENT_TIMEOUT", "statement-timeout", Form.TEXT, "for one statement (default 60s)"),
    ACCESS_GRACE("NETRAVEN_ACCESS_GRACE", "access-grace", Form.TEXT, "how long to retry a refused login (default 0s)"),
    STRICT("NETRAVEN_STRICT", "strict", Form.TEXT, "refuse tolerated differences too (default false)"),
    EXTENSIONS("NETRAVEN_EXTENSIONS", "extensions", Form.TEXT, "make the model's extensions (default true)"),
    MODEL("NETRAVEN_MODEL", "model", Form.TEXT, "file with a service's model (default NetRaven's own)"),
    POOL_SIZE("NETRAVEN_POOL_SIZE", "pool-size", Form.TEXT, "most connections of a service's pool (default 10)"),
    AUDIT_DAYS("NETRAVEN_AUDIT_DAYS", "audit-days", Form.TEXT, "how long purge keeps audit records (default for ever)"),
    HISTORY_DAYS(
            "NETRAVEN_HISTORY_DAYS",
            "history-days",
            Form.TEXT,
            "how long purge keeps the schema's history (default for ever)"),
    CONFIG_FILE(
            "NETRAVEN_CONFIG_FILE", "config", Form.TEXT, "file of settings, NAME=value, names as in the environment"),
    ENCRYPTION_KEY("NETRAVEN_ENCRYPTION_KEY", "encryption-key", Form.MASTER_KEY, "master key of the credential store"),
    ENCRYPTION_KEY_PREVIOUS(
            "NETRAVEN_ENCRYPTION_KEY_PREVIOUS",
            "encryption-key-previous",
            Form.MASTER_KEY,
            "the master key before, while it is changed");

    /** How a value may be given. */
    enum Form {
        TEXT,
        TEXT_OR_FILE,
        SECRET,
        /** Likewise, and left alone by whoever does not use it. */
        MASTER_KEY
    }

    private final String variable;
    private final String option;
    private final Form form;
    private final String description;

    Setting(String variable, String option, Form form, String description) {
        this.variable = variable;
        this.option = option;
        this.form = form;
        this.description = description;
    }

    /** The name in the environment and in a configuration file. */
    public String variable() {
        return variable;
    }

    /** The variable that names a file with the value; empty where the value is never in a file of its own. */
    public Optional<String> fileVariable() {
        return form == Form.TEXT ? Optional.empty() : Optional.of(variable + "_FILE");
    }

    /** The option's name, without dashes. */
    public String option() {
        return option;
    }

    /** The variable, and the option where a value can be given by one. */
    public String words() {
        boolean byVariableAlone = this == EXTENSIONS || this == POOL_SIZE;
        return byVariableAlone ? variable : variable + " (--" + option + ")";
    }

    public String description() {
        return description;
    }

    boolean isMasterKey() {
        return form == Form.MASTER_KEY;
    }
}
