package io.netraven.model.base;

/**
 * The facts of an encrypted value's layout that the tables check: {@code magic(2) | version(1) | suite(1) | key id(16) |
 * nonce(12) | ciphertext + tag(16)}. Writing and reading envelopes is the credential store's work. Constants only, safe
 * for use by several threads.
 */
public final class Envelope {

    /** The first two bytes of every envelope, as ASCII. */
    public static final String MAGIC = "NR";

    /** The bytes of an envelope around an empty secret. */
    public static final int MINIMUM_LENGTH = 48;

    /** {@link #MAGIC} in SQL. */
    public static final String SQL_MAGIC = "'" + MAGIC + "'::bytea";

    private Envelope() {}
}
