package io.netraven.schema;

import java.util.Locale;

/** The kinds of database object that the engine compares. */
public enum ObjectKind {
    /** The namespace that holds the tables, in PostgreSQL's words a schema. */
    NAMESPACE,
    /** An extension of the database. */
    EXTENSION,
    /** A setting of the database, such as its search path. */
    DATABASE_SETTING,
    /** A role of the server that the model manages. */
    ROLE,
    /** A table, or whatever relation stands where a table is expected. */
    TABLE,
    /** A column. */
    COLUMN,
    /** A primary key. */
    PRIMARY_KEY,
    /** A unique constraint. */
    UNIQUE,
    /** A check constraint. */
    CHECK,
    /** A foreign key. */
    FOREIGN_KEY,
    /** An exclusion constraint. */
    EXCLUSION,
    /** An index that belongs to no constraint. */
    INDEX,
    /** A trigger that belongs to no constraint. */
    TRIGGER,
    /** A rewrite rule. */
    RULE,
    /** A row security policy. */
    POLICY,
    /** A privilege granted on a table, a column, the namespace or the database. */
    GRANT,
    /** A privilege that future objects are to be granted by themselves. */
    DEFAULT_PRIVILEGE,
    /** A row that the model's default data asks for. */
    SEED_ROW;

    /**
     * Returns the kind in words, as messages use it.
     *
     * @return for example {@code foreign key}
     */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
