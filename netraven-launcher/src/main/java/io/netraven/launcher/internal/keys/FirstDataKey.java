package io.netraven.launcher.internal.keys;

import io.netraven.credentials.CredentialException.DatabaseFailed;
import io.netraven.credentials.Keyring;
import io.netraven.schema.SchemaEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes the first data key, or proves those that are there, once the schema is. */
public final class FirstDataKey {

    /**
     * As for the schema: a server that ends or starts, that ended a session which stood still, has no connection left or
     * takes no writes yet; none where a pool gave up. A lost connection is class 08.
     */
    private static final Set<String> AWAY = Set.of("", "57P01", "57P02", "57P03", "57P05", "53300", "25006", "25P03");

    private FirstDataKey() {}

    /**
     * Where the server goes away after the schema was made, waits for it as for the schema, and begins anew.
     *
     * @param engine has made the schema
     * @param patience how long in all from now on, absent for ever
     * @return the id of the key that was made, absent when there were keys
     */
    public static Optional<UUID> prepare(Keyring keyring, SchemaEngine engine, Optional<Duration> patience) {
        KeyPatience waiting = new KeyPatience(System.nanoTime(), patience);
        while (true) {
            try {
                return keyring.prepare();
            } catch (DatabaseFailed e) {
                if (!isAway(e) || waiting.isOver()) {
                    throw e;
                }
                waiting.pause(e);
                engine.awaitReady();
            }
        }
    }

    /** Whether a server that failed like this may answer later. */
    public static boolean isAway(DatabaseFailed failure) {
        return failure.sqlState().startsWith("08") || AWAY.contains(failure.sqlState());
    }
}
