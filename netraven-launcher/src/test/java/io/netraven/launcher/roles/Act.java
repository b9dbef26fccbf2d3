package io.netraven.launcher.roles;

/** What somebody might do, in the order in which the page names it. */
enum Act {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    /** In the strongest mode. */
    LOCK,
    REINDEX,
    /** To lead a foreign key to it. */
    REFERENCES,
    TRIGGER,
    ALTER,
    COMMENT,
    DROP,
    /** To give somebody else a privilege on it. */
    GRANT,
    /** To name what is in it. */
    USAGE,
    /** To make something in it. */
    CREATE
}
