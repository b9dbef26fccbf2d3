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

/**
 * What status tells of the data keys. Only reads.
 *
 * @param answer what there is; absent where the tables are not there
 * @param failure why the master key does not open the keys; absent where it does, or where none is set
 */
record KeyringState(Optional<Answer> answer, Optional<Failure> failure) {

    /** Where nobody looked. */
    static final KeyringState NONE = new KeyringState(Optional.empty(), Optional.empty());

    /** Reads it, and proves it where a master key is set. A failed proof does not hold back the rest of the status. */
    static KeyringState read(Invocation invocation, Settings settings, SchemaStatus schema) {
        if (schema.state() == SchemaStatus.State.EMPTY) {
            return NONE;
        }
        DirectDataSource connections = invocation.connections(settings);
        try {
            KeyringStatus status = Keyring.builder(connections)
                    .namespace(settings.namespace())
                    .build()
                    .status();
            return of(status, connections, settings);
        } catch (CredentialException.DatabaseFailed e) {
            return unreadable(e);
        }
    }

    private static KeyringState of(KeyringStatus status, DirectDataSource connections, Settings settings) {
        Answer answer = KeyringText.summary(status);
        try {
            boolean proven = !status.keys().isEmpty() && prove(connections, settings);
            answer.field("proven", proven).field("problem", null);
            return told(proven ? answer.line("", "the master key opens it") : answer, Optional.empty());
        } catch (CredentialException.DatabaseFailed e) {
            throw e;
        } catch (CredentialException e) {
            answer.field("proven", false).field("problem", e.getMessage());
            return told(answer.line("", "the master key does not open it"), Optional.of(Failure.of(e)));
        }
    }

    private static KeyringState told(Answer answer, Optional<Failure> failure) {
        return new KeyringState(Optional.of(answer), failure);
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
    private static KeyringState unreadable(CredentialException.DatabaseFailed failure) {
        return switch (failure.sqlState()) {
            case "42P01", "3F000" -> NONE;
            case "42501", "42703" ->
                told(
                        Answer.plain()
                                .line("keyring", "not read: " + failure.getMessage())
                                .field("problem", failure.getMessage()),
                        Optional.empty());
            default -> throw failure;
        };
    }
}
