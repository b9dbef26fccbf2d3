package io.netraven.launcher.internal.cli;

import io.netraven.credentials.StoredCredential;
import java.util.UUID;

/** {@code credentials tag}: offer a credential for the devices that carry a tag. */
final class CredentialsTagCommand extends StoreCommand {

    private static final double PRIORITY = 50;

    CredentialsTagCommand() {
        super(
                "credentials tag",
                "offer a credential for the devices that carry a tag",
                """
                Where it is offered for the tag already, its priority there is changed.""",
                "--name core-ssh --tag core-routers --priority 90",
                CliOption.storeAnd(
                        CliOption.NAME, CliOption.ID, CliOption.TAG, CliOption.CREATE_TAGS, CliOption.PRIORITY));
    }

    @Override
    Answer answer(StoreAccess access) {
        String tag = access.values().required(CliOption.TAG);
        double priority = access.values().decimal(CliOption.PRIORITY).orElse(PRIORITY);
        StoredCredential credential = access.credential();
        UUID tagId = access.tagToOffer(tag);
        access.store().tag(credential.id(), tagId, priority);
        return Answer.good("TAGGED", "credential " + credential.name() + " is offered for " + tag)
                .line("priority", priority)
                .field("id", credential.id())
                .field("tag", tagId)
                .field("priority", priority);
    }
}
