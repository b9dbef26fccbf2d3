package io.netraven.credentials;

/** The secrets that a credential may have. */
public enum SecretPart {
    /** For the login. */
    PASSWORD("password"),
    /** For a device's privileged mode. */
    ENABLE_PASSWORD("enable_password"),
    /** An SSH key. */
    PRIVATE_KEY("private_key"),
    /** Opens the SSH key. */
    PRIVATE_KEY_PASSPHRASE("private_key_passphrase");

    private final String column;

    SecretPart(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    /** What envelopes are bound to; it outlives a renamed column. */
    String logicalName() {
        return "credential." + column;
    }
}
