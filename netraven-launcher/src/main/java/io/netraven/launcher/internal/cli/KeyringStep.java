package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.launcher.internal.keys.FirstDataKey;
import io.netraven.launcher.internal.keys.MasterKeys;
import io.netraven.schema.SchemaEngine;
import java.util.Optional;
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
    KeyringOutcome run(SchemaEngine engine) {
        return KeyringOutcome.NOT_ASKED;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static final class WithMasterKey extends KeyringStep {

        private final Invocation invocation;
        private final Settings settings;
        private final MasterKey master;

        WithMasterKey(Invocation invocation, Settings settings) {
            this.invocation = invocation;
            this.settings = settings;
            this.master = MasterKeys.of(settings).orElseThrow();
        }

        @Override
        KeyringOutcome run(SchemaEngine engine) {
            DirectDataSource connections = invocation.connections(settings);
            Keyring keyring = Keyring.builder(connections)
                    .namespace(settings.namespace())
                    .longestIdle(settings.longestIdle())
                    .masterKey(master)
                    .actor(Operator.actor())
                    .build();
            Optional<UUID> made = FirstDataKey.prepare(keyring, engine, settings.waitAtMost());
            KeyringOutcome.State state = made.isPresent() ? KeyringOutcome.State.CREATED : KeyringOutcome.State.PROVEN;
            @Nullable
            UUID active = made.or(() -> new Lookup(connections, settings.namespace()).activeKey())
                    .orElse(null);
            return new KeyringOutcome(state, String.valueOf(active));
        }

        @Override
        public void close() {
            master.close();
        }
    }
}
