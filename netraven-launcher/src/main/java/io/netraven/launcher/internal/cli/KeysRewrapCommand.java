package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Keyring;

/** {@code keys rewrap}: put all data keys under another master key. */
final class KeysRewrapCommand extends StoreCommand {

    KeysRewrapCommand() {
        super(
                "keys rewrap",
                "put the data keys under another master key",
                """
                Give the new master key as NETRAVEN_ENCRYPTION_KEY_FILE, the one before as
                NETRAVEN_ENCRYPTION_KEY_PREVIOUS_FILE. One transaction; no secret is encrypted anew. Services that have both
                go on; then take the previous one away. Run it as the owner of the tables.""",
                "--encryption-key-file new.key --encryption-key-previous-file old.key",
                CliOption.storeAnd());
    }

    @Override
    Answer answer(StoreAccess access) {
        Keyring keyring = access.keyringOfCurrentKey();
        int rewrapped = keyring.rewrap(access.previousMasterKey());
        Answer answer = rewrapped == 0
                ? Answer.good("UNCHANGED", "the master key has wrapped all data keys already")
                : Answer.good("REWRAPPED", rewrapped + " data keys are under the new master key");
        return answer.field("rewrapped", rewrapped);
    }
}
