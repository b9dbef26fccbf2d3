package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialException.DatabaseFailed;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.launcher.internal.keys.MasterKeys;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What init does for the credential store. Without a master key no class of it is loaded. With one, the key is read
 * before anything is made, so that a key that is none is told first.
 */
class KeyringStep implements AutoCloseable {

    private static final KeyringStep NONE = new KeyringStep();

    private KeyringStep() {}

    static KeyringStep of(Invocation invocation, Settings settings) {
        return settings.encryptionKey().isEmpty() ? NONE : new WithMasterKey(invocation, settings);
    }

    /** Makes the first data key, or proves those that are there. */
    KeyringOutcome run() {
        return KeyringOutcome.NOT_ASKED;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static final class WithMasterKey extends KeyringStep {

        private static final int MOST_ATTEMPTS = 3;
        /** A lost connection (class 08), a server that ends or starts, or has no connection left. */
        private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

        private final Invocation invocation;
        private final Settings settings;
        private final MasterKey master;

        WithMasterKey(Invocation invocation, Settings settings) {
            this.invocation = invocation;
            this.settings = settings;
            this.master = MasterKeys.of(settings).orElseThrow();
        }

        @Override
        KeyringOutcome run() {
            DirectDataSource connections = invocation.connections(settings);
            Optional<UUID> made = prepare(Keyring.builder(connections)
                    .namespace(settings.namespace())
                    .longestIdle(settings.longestIdle())
                    .masterKey(master)
                    .actor(Operator.actor())
                    .build());
            KeyringOutcome.State state = made.isPresent() ? KeyringOutcome.State.CREATED : KeyringOutcome.State.PROVEN;
            @Nullable
            UUID active = made.or(() -> new Lookup(connections, settings.namespace()).activeKey())
                    .orElse(null);
            return new KeyringOutcome(state, String.valueOf(active));
        }

        /** Where the server went away after the schema was made, waits for it as for the schema, and begins anew. */
        private Optional<UUID> prepare(Keyring keyring) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return keyring.prepare();
                } catch (DatabaseFailed e) {
                    boolean away = e.sqlState().startsWith("08") || AWAY.contains(e.sqlState());
                    if (!away || attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                    invocation.engine(settings).awaitReady();
                }
            }
        }

        @Override
        public void close() {
            master.close();
        }
    }
}
