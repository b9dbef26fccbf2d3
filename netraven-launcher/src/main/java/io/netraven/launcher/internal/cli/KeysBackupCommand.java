package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Keyring;
import io.netraven.credentials.Secret;
import java.nio.file.Path;

/** {@code keys backup}: write all data keys into a file that a passphrase protects. */
final class KeysBackupCommand extends StoreCommand {

    KeysBackupCommand() {
        super(
                "keys backup",
                "write all data keys into a file that a passphrase protects",
                """
                With it, secrets are readable also when the master key is lost, or a key was retired: keep it apart from
                backups of the database. The passphrase has at least 16 characters, and is asked for twice unless a file or
                standard input is named.""",
                "--out keys.nrk --passphrase-file /etc/netraven/passphrase",
                CliOption.storeAnd(CliOption.OUT, CliOption.PASSPHRASE_FILE, CliOption.PASSPHRASE_STDIN));
    }

    @Override
    Answer answer(StoreAccess access) {
        String file = access.values().required(CliOption.OUT);
        Path path = access.path(CliOption.OUT, file);
        Keyring keyring = access.keyring();
        try (Secret passphrase = access.passphrase().read("passphrase", true)) {
            int keys = keyring.backup(path, passphrase);
            return Answer.good("WRITTEN", keys + (keys == 1 ? " data key" : " data keys"))
                    .line("file", file)
                    .field("file", file)
                    .field("keys", keys);
        }
    }
}
