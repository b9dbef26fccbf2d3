package io.netraven.launcher.internal.cli;

import io.netraven.credentials.StoredCredential;

/** {@code credentials show}: tell all that is known of a credential, less its secrets. */
final class CredentialsShowCommand extends StoreCommand {

    CredentialsShowCommand() {
        super(
                "credentials show",
                "tell all that is known of a credential, less its secrets",
                """
                Nothing is decrypted.""",
                "--name core-ssh",
                CliOption.storeAnd(CliOption.NAME, CliOption.ID));
    }

    @Override
    Answer answer(StoreAccess access) {
        StoredCredential credential = access.credential();
        Answer answer = credential.quarantine().isPresent()
                ? Answer.notice("QUARANTINED", credential.quarantine().get().reason())
                : Answer.good("OFFERED", "credential " + credential.name());
        answer.line("id", credential.id())
                .line("username", credential.username())
                .line("secrets", CredentialText.secrets(credential));
        credential.description().ifPresent(text -> answer.line("description", text));
        credential.keyFile().ifPresent(path -> answer.line("key file", path));
        credential.expiresAt().ifPresent(time -> answer.line("expires", time));
        answer.line("logins", CredentialText.use(credential.use()))
                .line("version", credential.version() + ", of " + credential.updatedAt());
        for (StoredCredential.OfferedTag tag : credential.tags()) {
            answer.line("tag", tag.tagName() + ", priority " + tag.priority() + ", " + CredentialText.use(tag.use()));
        }
        return answer.fields(CredentialText.fields(credential));
    }
}
