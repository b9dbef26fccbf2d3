package io.netraven.launcher.internal.cli;

import io.netraven.credentials.MasterKey;
import io.netraven.credentials.Secret;
import java.util.List;
import java.util.Optional;

/** {@code keys generate}: draw a master key. */
final class KeysGenerateCommand extends StoreCommand {

    KeysGenerateCommand() {
        super(
                "keys generate",
                "draw a master key; needs no database",
                """
                Prints it, or writes it to a new file that only its owner may read. Keep a copy where the database's
                backups are not: without it no secret can be read any more.""",
                "--out /etc/netraven/master.key",
                List.of(CliOption.OUT));
    }

    @Override
    Answer answer(StoreAccess access) {
        Optional<String> file = access.arguments().value(CliOption.OUT);
        try (Secret key = MasterKey.generate()) {
            if (file.isEmpty()) {
                String text = key.use(String::valueOf);
                return Answer.plain()
                        .rows(List.of(text))
                        .field("masterKey", text)
                        .field("file", null);
            }
            PrivateFile.write(SecretSource.path(access.surroundings(), CliOption.OUT, file.get()), key);
            return Answer.good("WRITTEN", "a new master key")
                    .line("file", file.get())
                    .line("next", "NETRAVEN_ENCRYPTION_KEY_FILE=" + file.get() + " netraven-launcher init")
                    .field("masterKey", null)
                    .field("file", file.get());
        }
    }
}
