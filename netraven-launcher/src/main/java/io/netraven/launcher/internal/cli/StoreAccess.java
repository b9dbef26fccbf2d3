package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialStore;
import io.netraven.credentials.Keyring;
import io.netraven.credentials.MasterKey;
import io.netraven.credentials.StoredCredential;
import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.launcher.internal.keys.MasterKeys;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a command on the keyring or the credentials works with. Opened when it is first asked for, closed with this. */
final class StoreAccess implements AutoCloseable {

    private final Invocation invocation;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable Settings settings;
    private @Nullable DirectDataSource connections;
    private @Nullable CredentialStore store;

    StoreAccess(Invocation invocation) {
        this.invocation = invocation;
    }

    Arguments arguments() {
        return invocation.arguments();
    }

    OptionValues values() {
        return new OptionValues(arguments());
    }

    Surroundings surroundings() {
        return invocation.surroundings();
    }

    Settings settings() {
        if (settings == null) {
            settings = invocation.settingsWithMasterKeys();
        }
        return settings;
    }

    private DirectDataSource connections() {
        if (connections == null) {
            connections = invocation.connections(settings());
        }
        return connections;
    }

    Lookup lookup() {
        return new Lookup(connections(), settings().namespace());
    }

    /** The master key, which opens what the one before has wrapped too. */
    private MasterKey masterKey() {
        MasterKey master = MasterKeys.of(settings()).orElseThrow(StoreAccess::noMasterKey);
        opened.push(master);
        return master;
    }

    private static CommandFailed noMasterKey() {
        return new CommandFailed(
                ExitCode.KEY,
                "master_key_missing",
                "No master key is set: set NETRAVEN_ENCRYPTION_KEY_FILE (--encryption-key-file);"
                        + " netraven-launcher keys generate makes one");
    }

    /** The keyring without a master key: it lists and retires keys. */
    Keyring.Builder keyringBuilder() {
        return Keyring.builder(connections())
                .namespace(settings().namespace())
                .longestIdle(settings().longestIdle())
                .actor(Operator.actor());
    }

    /** The keyring with the master key. */
    Keyring keyring() {
        return keyringBuilder().masterKey(masterKey()).build();
    }

    /** The keyring with the master key alone, without the one before. */
    Keyring keyringOfCurrentKey() {
        MasterKey current = MasterKeys.current(settings()).orElseThrow(StoreAccess::noMasterKey);
        opened.push(current);
        return keyringBuilder().masterKey(current).build();
    }

    /** The master key before. */
    MasterKey previousMasterKey() {
        MasterKey previous = MasterKeys.previous(settings())
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.KEY,
                        "master_key_missing",
                        "No previous master key is set: set NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE"
                                + " (--encryption-key-previous-file) to the one that the data keys are wrapped by"));
        opened.push(previous);
        return previous;
    }

    /** The credentials. */
    CredentialStore store() {
        if (store == null) {
            store = CredentialStore.builder(connections(), masterKey())
                    .namespace(settings().namespace())
                    .longestIdle(settings().longestIdle())
                    .actor(Operator.actor())
                    .open();
            opened.push(store);
        }
        return store;
    }

    /** The credential that --name or --id names. */
    StoredCredential credential() {
        Optional<String> name = arguments().value(CliOption.NAME);
        Optional<String> id = arguments().value(CliOption.ID);
        if (name.isPresent() == id.isPresent()) {
            throw new UsageException(List.of("Name one credential: --name NAME, or --id ID"));
        }
        if (name.isPresent()) {
            return store().findByName(name.get())
                    .orElseThrow(() -> Lookup.notFound("There is no credential \"" + name.get() + "\""));
        }
        UUID which = Ids.of(CliOption.ID, id.orElseThrow());
        return store().find(which).orElseThrow(() -> Lookup.notFound("There is no credential " + which));
    }

    /** The tag to offer a credential for, by its name or id. */
    UUID tagToOffer(String nameOrId) {
        return lookup().tagFor(nameOrId, arguments().has(CliOption.CREATE_TAGS));
    }

    /** Where a secret comes from. */
    SecretSource secret() {
        return new SecretSource(surroundings(), arguments(), CliOption.SECRET_FILE, CliOption.SECRET_STDIN);
    }

    /** Where a passphrase comes from. */
    SecretSource passphrase() {
        return new SecretSource(surroundings(), arguments(), CliOption.PASSPHRASE_FILE, CliOption.PASSPHRASE_STDIN);
    }

    /** A file or folder that an option names. */
    Path path(CliOption option, String name) {
        return SecretSource.path(surroundings(), option, name);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException("Not everything could be closed", e);
        }
    }
}
