package io.netraven.credentials;

/**
 * How a login ended. Only a rejection counts against a credential and its user name: everything else says nothing of
 * the password.
 */
public enum Outcome {
    /** The device let the user in. */
    ACCEPTED,
    /** The device, or the server that it asks, refused the name and secret. */
    REJECTED,
    /** No answer came in time. */
    TIMED_OUT,
    /** There was no connection: refused, no route, no name. */
    UNREACHABLE,
    /** The device could not ask its authentication server (TACACS+, RADIUS, directory). */
    AUTHENTICATION_UNAVAILABLE,
    /** The account is locked or disabled, whatever the password. */
    ACCOUNT_LOCKED,
    /** The login was not tried after all. */
    NOT_TRIED
}
