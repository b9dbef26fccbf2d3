package io.netraven.launcher.internal.keys;

import io.netraven.credentials.CredentialException.DatabaseFailed;
import io.netraven.credentials.Keyring;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.internal.failure.Reachability;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes the first data key, or proves those that are there, once the schema is. */
public final class FirstDataKey {

    /** The server ended a session that stood still. */
    private static final String STOOD_STILL = "25P03";

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

    /** Tells whether there was a server to work with. */
    public static Reachability reachability(DatabaseFailed failure) {
        return Reachability.of(
                failure.getCause() instanceof SQLException cause
                        ? cause
                        : new SQLException(failure.getMessage(), failure.sqlState()));
    }

    /** Whether a server that failed like this may answer later: as for the schema. */
    public static boolean isAway(DatabaseFailed failure) {
        return failure.sqlState().equals(STOOD_STILL) || reachability(failure) == Reachability.AWAY;
    }
}
