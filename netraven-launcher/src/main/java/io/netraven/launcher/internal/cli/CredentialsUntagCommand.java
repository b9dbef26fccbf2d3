package io.netraven.launcher.internal.cli;

import io.netraven.credentials.StoredCredential;
import java.util.UUID;

/** {@code credentials untag}: offer a credential for a tag no longer. */
final class CredentialsUntagCommand extends StoreCommand {

    CredentialsUntagCommand() {
        super(
                "credentials untag",
                "offer a credential for a tag no longer",
                """
                How it fared on the tag is forgotten.""",
                "--name core-ssh --tag core-routers",
                CliOption.storeAnd(CliOption.NAME, CliOption.ID, CliOption.TAG));
    }

    @Override
    Answer answer(StoreAccess access) {
        String tag = access.values().required(CliOption.TAG);
        StoredCredential credential = access.credential();
        UUID tagId = access.lookup().tag(tag);
        boolean removed = access.store().untag(credential.id(), tagId);
        Answer answer = removed
                ? Answer.good(
                        "UNTAGGED", "credential " + credential.name() + " is not offered for " + tag + " any more")
                : Answer.notice("UNCHANGED", "credential " + credential.name() + " was not offered for " + tag);
        return answer.field("id", credential.id()).field("tag", tagId).field("removed", removed);
    }
}
