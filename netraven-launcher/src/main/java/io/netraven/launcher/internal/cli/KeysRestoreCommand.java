package io.netraven.launcher.internal.cli;

import io.netraven.credentials.Keyring;
import io.netraven.credentials.RestoredKey;
import io.netraven.credentials.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code keys restore}: bring back the data keys of a backup. */
final class KeysRestoreCommand extends StoreCommand {

    KeysRestoreCommand() {
        super(
                "keys restore",
                "bring back the data keys of a backup, under the master key",
                """
                A missing key is added, one that the master key does not open is wrapped anew. An id that stands for another
                key is an error, and nothing is changed. With --dry-run only what would be done is told. Run it as the owner
                of the tables.""",
                "--in keys.nrk --dry-run",
                CliOption.storeAnd(
                        CliOption.IN, CliOption.PASSPHRASE_FILE, CliOption.PASSPHRASE_STDIN, CliOption.DRY_RUN));
    }

    @Override
    Answer answer(StoreAccess access) {
        Path file = access.path(CliOption.IN, access.values().required(CliOption.IN));
        boolean rehearsal = access.arguments().has(CliOption.DRY_RUN);
        Keyring keyring = access.keyring();
        try (Secret passphrase = access.passphrase().read("passphrase", false)) {
            List<RestoredKey> keys =
                    rehearsal ? keyring.planRestore(file, passphrase) : keyring.restore(file, passphrase);
            Columns columns = new Columns("key", "action");
            keys.forEach(key -> columns.row(key.id(), key.action()));
            return headline(keys, rehearsal)
                    .rows(columns.lines())
                    .field("dryRun", rehearsal)
                    .field("keys", keys.stream().map(KeysRestoreCommand::fields).toList());
        }
    }

    private static Answer headline(List<RestoredKey> keys, boolean rehearsal) {
        if (rehearsal) {
            return Answer.notice("DRY RUN", "nothing was changed; this is what would be done");
        }
        boolean changed = keys.stream().anyMatch(key -> key.action() != RestoredKey.Action.PRESENT);
        return changed
                ? Answer.good("RESTORED", "the data keys of the backup are in the database")
                : Answer.good("UNCHANGED", "all data keys of the backup were there");
    }

    private static Map<String, Object> fields(RestoredKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", key.id());
        fields.put("action", key.action());
        return fields;
    }
}
