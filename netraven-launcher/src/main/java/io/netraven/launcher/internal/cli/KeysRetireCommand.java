package io.netraven.launcher.internal.cli;

import java.util.UUID;

/** {@code keys retire}: delete a data key that nothing is under any more. */
final class KeysRetireCommand extends StoreCommand {

    KeysRetireCommand() {
        super(
                "keys retire",
                "delete a data key that nothing is under any more",
                """
                The database refuses it while a row is under the key, and so does this; the exit code is 6 then. Backups
                of the database that were taken before still need the key: keep them with a key backup. Run it as the
                owner of the tables; no master key is needed.""",
                "--key 01970000-0000-7000-8000-000000000001",
                CliOption.storeAnd(CliOption.KEY));
    }

    @Override
    Answer answer(StoreAccess access) {
        UUID key = Ids.of(CliOption.KEY, access.values().required(CliOption.KEY));
        access.keyringBuilder().build().retire(key);
        return Answer.good("RETIRED", "the data key is deleted")
                .line("key", key)
                .field("key", key);
    }
}
