package io.netraven.schema;

/** What a {@link Grant} allows on a table (PostgreSQL manual, 5.8). */
public enum Privilege {
    /** To read. */
    SELECT,
    /** To add rows. */
    INSERT,
    /** To change rows. */
    UPDATE,
    /** To remove rows. */
    DELETE
}
