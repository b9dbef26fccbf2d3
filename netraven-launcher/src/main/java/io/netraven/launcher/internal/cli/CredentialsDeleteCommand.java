package io.netraven.launcher.internal.cli;

import io.netraven.credentials.StoredCredential;

/** {@code credentials delete}: delete a credential and all that is known of it. */
final class CredentialsDeleteCommand extends StoreCommand {

    CredentialsDeleteCommand() {
        super(
                "credentials delete",
                "delete a credential and all that is known of it",
                """
                Its results and tags go with it; the audit log keeps that it was there.""",
                "--name core-ssh",
                CliOption.storeAnd(CliOption.NAME, CliOption.ID));
    }

    @Override
    Answer answer(StoreAccess access) {
        StoredCredential credential = access.credential();
        boolean deleted = access.store().delete(credential.id());
        Answer answer = deleted
                ? Answer.good("DELETED", "credential " + credential.name())
                : Answer.notice("GONE", "somebody else has just deleted credential " + credential.name());
        return answer.line("id", credential.id())
                .field("id", credential.id())
                .field("name", credential.name())
                .field("deleted", deleted);
    }
}
