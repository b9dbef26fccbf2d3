package io.netraven.launcher;

import io.netraven.credentials.CredentialException.DatabaseFailed;
import io.netraven.credentials.CredentialException.KeyringMissing;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.launcher.internal.keys.FirstDataKey;
import io.netraven.launcher.internal.keys.KeyPatience;
import io.netraven.schema.SchemaEngine;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How the credential store of a service is opened once the schema is there.
 *
 * @param configuration of the service
 * @param engine has made the schema, or seen it
 * @param connections the pool, or the service's own data source
 * @param masterKey absent where none is set
 * @param start when the start began, by the clock that only runs forward
 */
record StoreOpening(
        Configuration configuration,
        SchemaEngine engine,
        DataSource connections,
        Optional<MasterKey> masterKey,
        long start) {

    /** Makes the first data key where there is none, and opens the store. */
    CredentialStore prepareAndOpen() {
        FirstDataKey.prepare(keyring(), engine, configuration.settings().waitAtMost());
        return open();
    }

    /** Opens the store; waits for whoever is about to make the first data key, as for the schema. */
    CredentialStore openWhenPrepared() {
        KeyPatience waiting = new KeyPatience(start, configuration.settings().waitAtMost());
        while (true) {
            try {
                return open();
            } catch (KeyringMissing | DatabaseFailed e) {
                boolean mayPass = !(e instanceof DatabaseFailed failed) || FirstDataKey.isAway(failed);
                if (!mayPass || waiting.isOver()) {
                    throw e;
                }
                waiting.pause(e);
            }
        }
    }

    private CredentialStore open() {
        CredentialStore.Builder store = CredentialStore.builder(connections, masterKey.orElseThrow())
                .namespace(configuration.settings().namespace())
                .longestIdle(configuration.settings().longestIdle());
        configuration.actor().ifPresent(store::actor);
        configuration.loginPolicy().ifPresent(store::loginPolicy);
        configuration.listener().ifPresent(store::listener);
        configuration.encryptedTables().forEach(store::encrypted);
        return store.open();
    }

    Keyring keyring() {
        Keyring.Builder keyring = Keyring.builder(connections)
                .namespace(configuration.settings().namespace())
                .longestIdle(configuration.settings().longestIdle());
        masterKey.ifPresent(keyring::masterKey);
        configuration.actor().ifPresent(keyring::actor);
        configuration.listener().ifPresent(keyring::listener);
        configuration.encryptedTables().forEach(keyring::encrypted);
        return keyring.build();
    }
}
