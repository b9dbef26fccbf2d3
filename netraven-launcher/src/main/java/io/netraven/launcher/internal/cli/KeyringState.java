package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialException;
import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.KeyringStatus;
import io.netraven.credentials.MasterKey;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.launcher.internal.keys.MasterKeys;
import io.netraven.schema.SchemaStatus;
import java.util.Optional;

/** What status tells of the data keys. Only reads. */
final class KeyringState {

    private KeyringState() {}

    /**
     * Reads it, and proves it where a master key is set.
     *
     * @return absent where the tables are not there
     * @throws CredentialException when the master key does not open the data keys
     */
    static Optional<Answer> read(Invocation invocation, Settings settings, SchemaStatus schema) {
        if (schema.state() == SchemaStatus.State.EMPTY) {
            return Optional.empty();
        }
        DirectDataSource connections = invocation.connections(settings);
        try {
            KeyringStatus status = Keyring.builder(connections)
                    .namespace(settings.namespace())
                    .build()
                    .status();
            boolean proven = !status.keys().isEmpty() && prove(connections, settings);
            Answer answer = KeyringText.summary(status).field("proven", proven).field("problem", null);
            return Optional.of(proven ? answer.line("", "the master key opens it") : answer);
        } catch (CredentialException.DatabaseFailed e) {
            return unreadable(e);
        }
    }

    private static boolean prove(DirectDataSource connections, Settings settings) {
        Optional<MasterKey> master = MasterKeys.of(settings);
        if (master.isEmpty()) {
            return false;
        }
        try (MasterKey key = master.get();
                CredentialStore store = CredentialStore.builder(connections, key)
                        .namespace(settings.namespace())
                        .open()) {
            return store != null;
        }
    }

    /** Tables of another release, or a role that may not look: no reason to hold back the rest of the status. */
    private static Optional<Answer> unreadable(CredentialException.DatabaseFailed failure) {
        return switch (failure.sqlState()) {
            case "42P01", "3F000" -> Optional.empty();
            case "42501", "42703" ->
                Optional.of(Answer.plain()
                        .line("keyring", "not read: " + failure.getMessage())
                        .field("problem", failure.getMessage()));
            default -> throw failure;
        };
    }
}
