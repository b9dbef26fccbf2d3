package io.netraven.launcher.internal.cli;

import io.netraven.credentials.StoredCredential;

/** {@code credentials release}: lift a quarantine. */
final class CredentialsReleaseCommand extends StoreCommand {

    CredentialsReleaseCommand() {
        super(
                "credentials release",
                "lift a quarantine, and count rejecting devices anew",
                """
                Do it when the cause is mended elsewhere. A new secret, set with update, lifts it too.""",
                "--name core-ssh",
                CliOption.storeAnd(CliOption.NAME, CliOption.ID));
    }

    @Override
    Answer answer(StoreAccess access) {
        StoredCredential credential = access.credential();
        access.store().release(credential.id());
        boolean lifted = credential.quarantine().isPresent();
        Answer answer = lifted
                ? Answer.good("RELEASED", "credential " + credential.name() + " is offered again")
                : Answer.good("UNCHANGED", "credential " + credential.name() + " was not set aside");
        return answer.line("id", credential.id())
                .field("id", credential.id())
                .field("name", credential.name())
                .field("released", lifted);
    }
}
