package io.netraven.launcher.internal.cli;

import io.netraven.credentials.NewCredential;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import java.util.UUID;

/** {@code credentials add}: store a credential. */
final class CredentialsAddCommand extends StoreCommand {

    private static final double PRIORITY = 50;

    CredentialsAddCommand() {
        super(
                "credentials add",
                "store a credential",
                """
                The secret is asked for on the terminal, twice, or read from a file or standard input; never from an
                argument. One newline at the end of a single line is not part of it. Further secrets and tags are added by
                update and tag.""",
                "--name core-ssh --username backup --tag core-routers --priority 90",
                CliOption.storeAnd(
                        CliOption.NAME,
                        CliOption.USERNAME,
                        CliOption.DESCRIPTION,
                        CliOption.TAG,
                        CliOption.CREATE_TAGS,
                        CliOption.PRIORITY,
                        CliOption.PART,
                        CliOption.SECRET_FILE,
                        CliOption.SECRET_STDIN,
                        CliOption.NO_SECRET,
                        CliOption.USE_KEYS,
                        CliOption.KEY_FILE,
                        CliOption.EXPIRES_AT));
    }

    @Override
    Answer answer(StoreAccess access) {
        Arguments arguments = access.arguments();
        OptionValues values = access.values();
        String name = values.required(CliOption.NAME);
        NewCredential.Builder credential = NewCredential.named(name, values.required(CliOption.USERNAME));
        arguments.value(CliOption.DESCRIPTION).ifPresent(credential::description);
        arguments.value(CliOption.KEY_FILE).ifPresent(credential::keyFile);
        values.flag(CliOption.USE_KEYS).ifPresent(credential::useKeys);
        values.time(CliOption.EXPIRES_AT, credential::expiresAt);
        double priority = values.decimal(CliOption.PRIORITY).orElse(PRIORITY);
        SecretPart part =
                Parts.of(CliOption.PART, arguments.value(CliOption.PART).orElse(Parts.word(SecretPart.PASSWORD)));
        // Before anybody is asked for a secret in vain.
        access.store();
        arguments.value(CliOption.TAG).ifPresent(tag -> credential.tag(access.tagToOffer(tag), priority));
        try (Secret secret = arguments.has(CliOption.NO_SECRET)
                ? Secret.ofString("")
                : access.secret().read(Parts.name(part), true)) {
            if (!arguments.has(CliOption.NO_SECRET)) {
                credential.secret(part, secret);
            }
            UUID id = access.store().add(credential.build());
            return Answer.good("ADDED", "credential " + name)
                    .line("id", id)
                    .field("id", id)
                    .field("name", name);
        }
    }
}
