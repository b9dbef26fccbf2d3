package io.netraven.credentials.testing;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import javax.sql.DataSource;

/**
 * A master key for tests, always the same and known to everybody, and stores that are open under it. It derives nothing,
 * so that a keyring is made in a few milliseconds. Safe for use by several threads.
 */
public final class TestKeys {

    private static final String TEXT = "base64:dGhpcyBtYXN0ZXIga2V5IGlzIGZvciB0ZXN0cyEhISE=";

    private TestKeys() {}

    /**
     * Returns the master key as an operator would set it.
     *
     * @return a text for {@code NETRAVEN_ENCRYPTION_KEY}
     */
    public static String text() {
        return TEXT;
    }

    /**
     * Returns the master key.
     *
     * @return a new object, to be closed
     */
    public static MasterKey masterKey() {
        try (Secret text = Secret.ofString(TEXT)) {
            return MasterKey.of(text);
        }
    }

    /**
     * Makes the first data key if there is none, and opens the store.
     *
     * @param dataSource a database with NetRaven's schema in the namespace {@code netraven}, as its owner
     * @return the store, to be closed
     */
    public static CredentialStore openStore(DataSource dataSource) {
        MasterKey master = masterKey();
        Keyring.builder(dataSource).masterKey(master).build().prepare();
        return CredentialStore.open(dataSource, master);
    }
}
