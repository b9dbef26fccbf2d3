package io.netraven.launcher.internal.keys;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import io.netraven.launcher.internal.config.Settings;
import java.util.Optional;

/** The master keys of the settings. Nothing is derived or connected yet. */
public final class MasterKeys {

    private MasterKeys() {}

    /**
     * Reads the master key, which lets the one before unwrap too where the settings name it.
     *
     * @return to be closed; empty where none is set
     * @throws io.netraven.credentials.CredentialException.MasterKeyUnusable when one of them is none
     */
    public static Optional<MasterKey> of(Settings settings) {
        Optional<MasterKey> current = current(settings);
        if (current.isEmpty() || settings.previousEncryptionKey().isEmpty()) {
            return current;
        }
        try {
            return Optional.of(current.get().orPrevious(previous(settings).orElseThrow()));
        } catch (RuntimeException e) {
            current.get().close();
            throw e;
        }
    }

    /** The master key alone, to be closed. */
    public static Optional<MasterKey> current(Settings settings) {
        return settings.encryptionKey().map(MasterKeys::read);
    }

    /** The master key before, to be closed. */
    public static Optional<MasterKey> previous(Settings settings) {
        return settings.previousEncryptionKey().map(MasterKeys::read);
    }

    private static MasterKey read(io.netraven.launcher.internal.config.Secret setting) {
        try (Secret text = Secret.ofString(setting.reveal())) {
            return MasterKey.of(text);
        }
    }
}
