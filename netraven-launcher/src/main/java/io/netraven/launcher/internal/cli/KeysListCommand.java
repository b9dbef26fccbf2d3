package io.netraven.launcher.internal.cli;

import io.netraven.credentials.KeyringStatus;

/** {@code keys list}: the data keys and what is under them. */
final class KeysListCommand extends StoreCommand {

    KeysListCommand() {
        super(
                "keys list",
                "list the data keys, and how many rows are under each",
                """
                Needs no master key.""",
                "--url postgresql://netraven@db.example:5432/netraven",
                CliOption.storeAnd());
    }

    @Override
    Answer answer(StoreAccess access) {
        KeyringStatus status = access.keyringBuilder().build().status();
        return status.keys().isEmpty()
                ? KeyringText.add(Answer.notice("EMPTY", "there is no data key yet: init makes it"), status)
                : KeyringText.add(Answer.plain().rows(KeyringText.table(status)), status);
    }
}
