package io.netraven.launcher.internal.keys;

import io.netraven.credentials.CredentialException.DatabaseFailed;
import io.netraven.credentials.Keyring;
import io.netraven.schema.SchemaEngine;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes the first data key, or proves those that are there, once the schema is. */
public final class FirstDataKey {

    private static final int MOST_ATTEMPTS = 3;
    /** A server that ends or starts, or has no connection left; a lost connection is class 08. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private FirstDataKey() {}

    /**
     * Where the server went away after the schema was made, waits for it as for the schema, and begins anew.
     *
     * @param engine has made the schema
     * @return the id of the key that was made, absent when there were keys
     */
    public static Optional<UUID> prepare(Keyring keyring, SchemaEngine engine) {
        for (int attempt = 1; ; attempt++) {
            try {
                return keyring.prepare();
            } catch (DatabaseFailed e) {
                boolean away = e.sqlState().startsWith("08") || AWAY.contains(e.sqlState());
                if (!away || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                engine.awaitReady();
            }
        }
    }
}
