package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialChange;
import io.netraven.credentials.Secret;
import io.netraven.credentials.SecretPart;
import io.netraven.credentials.StoredCredential;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code credentials update}: change a credential. */
final class CredentialsUpdateCommand extends StoreCommand {

    private static final Set<CliOption> CHANGES = EnumSet.of(
            CliOption.RENAME,
            CliOption.USERNAME,
            CliOption.DESCRIPTION,
            CliOption.PART,
            CliOption.WITHOUT,
            CliOption.SECRET_FILE,
            CliOption.SECRET_STDIN,
            CliOption.USE_KEYS,
            CliOption.KEY_FILE,
            CliOption.EXPIRES_AT);

    CredentialsUpdateCommand() {
        super(
                "credentials update",
                "change a credential",
                """
                What is not named stays as it is. With --part the secret is asked for on the terminal, twice, unless a file or
                standard input is named; a new secret lifts a quarantine. An empty description or key file is removed.""",
                "--name core-ssh --part password --secret-file new-password",
                CliOption.storeAnd(
                        CliOption.NAME,
                        CliOption.ID,
                        CliOption.RENAME,
                        CliOption.USERNAME,
                        CliOption.DESCRIPTION,
                        CliOption.PART,
                        CliOption.SECRET_FILE,
                        CliOption.SECRET_STDIN,
                        CliOption.WITHOUT,
                        CliOption.USE_KEYS,
                        CliOption.KEY_FILE,
                        CliOption.EXPIRES_AT,
                        CliOption.IF_VERSION));
    }

    @Override
    Answer answer(StoreAccess access) {
        Arguments arguments = access.arguments();
        if (CHANGES.stream().noneMatch(arguments::has)) {
            throw new UsageException(List.of("Name what to change, such as --part password or --username NAME"));
        }
        CredentialChange change = change(access);
        StoredCredential before = access.credential();
        boolean withSecret = arguments.has(CliOption.PART) || access.secret().isNamed();
        if (withSecret) {
            SecretPart part =
                    Parts.of(CliOption.PART, arguments.value(CliOption.PART).orElse(Parts.word(SecretPart.PASSWORD)));
            try (Secret secret = access.secret().read(Parts.name(part), true)) {
                access.store().update(before.id(), change.secret(part, secret));
            }
        } else {
            access.store().update(before.id(), change);
        }
        StoredCredential after = access.store().find(before.id()).orElse(before);
        return Answer.good("UPDATED", "credential " + after.name())
                .line("id", after.id())
                .line("version", after.version())
                .fields(CredentialText.fields(after));
    }

    private static CredentialChange change(StoreAccess access) {
        Arguments arguments = access.arguments();
        OptionValues values = access.values();
        CredentialChange change = new CredentialChange();
        arguments.value(CliOption.RENAME).ifPresent(change::name);
        arguments.value(CliOption.USERNAME).ifPresent(change::username);
        arguments.value(CliOption.DESCRIPTION).ifPresent(text -> change.description(text.isEmpty() ? null : text));
        arguments.value(CliOption.KEY_FILE).ifPresent(path -> change.keyFile(path.isEmpty() ? null : path));
        arguments.value(CliOption.WITHOUT).ifPresent(part -> change.without(Parts.of(CliOption.WITHOUT, part)));
        values.flag(CliOption.USE_KEYS).ifPresent(change::useKeys);
        values.time(CliOption.EXPIRES_AT, change::expiresAt);
        values.number(CliOption.IF_VERSION).ifPresent(change::ifVersion);
        return change;
    }
}
