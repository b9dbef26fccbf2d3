package io.netraven.launcher.internal.cli;

import io.netraven.credentials.CredentialQuery;
import io.netraven.credentials.StoredCredential;
import java.util.Optional;

/** {@code credentials list}: list credentials by name, a page at a time. */
final class CredentialsListCommand extends StoreCommand {

    CredentialsListCommand() {
        super(
                "credentials list",
                "list credentials by name, a page at a time",
                """
                Nothing is decrypted.""",
                "--tag core-routers --quarantined",
                CliOption.storeAnd(
                        CliOption.CONTAINS,
                        CliOption.USERNAME,
                        CliOption.TAG,
                        CliOption.QUARANTINED,
                        CliOption.AFTER,
                        CliOption.LIMIT));
    }

    @Override
    Answer answer(StoreAccess access) {
        CredentialQuery.Page page = access.store().list(query(access));
        Columns columns = new Columns("name", "username", "secrets", "logins", "state");
        for (StoredCredential each : page.credentials()) {
            columns.row(
                    each.name(),
                    each.username(),
                    CredentialText.secrets(each),
                    CredentialText.use(each.use()),
                    each.quarantine().isPresent() ? "quarantined" : "offered");
        }
        Answer answer = page.credentials().isEmpty()
                ? Answer.notice("EMPTY", "there is no such credential")
                : Answer.plain().rows(columns.lines());
        page.next().ifPresent(next -> answer.line("next page", "--after \"" + next + "\""));
        return answer.field(
                        "credentials",
                        page.credentials().stream().map(CredentialText::fields).toList())
                .field("next", page.next());
    }

    private static CredentialQuery query(StoreAccess access) {
        Arguments arguments = access.arguments();
        CredentialQuery query = CredentialQuery.all();
        Optional<Integer> limit = access.values().number(CliOption.LIMIT);
        if (limit.isPresent()) {
            query = query.limit(limit.get());
        }
        Optional<String> text = arguments.value(CliOption.CONTAINS);
        query = text.isPresent() ? query.containing(text.get()) : query;
        Optional<String> username = arguments.value(CliOption.USERNAME);
        query = username.isPresent() ? query.forUsername(username.get()) : query;
        Optional<String> after = arguments.value(CliOption.AFTER);
        query = after.isPresent() ? query.after(after.get()) : query;
        Optional<String> tag = arguments.value(CliOption.TAG);
        query = tag.isPresent() ? query.forTag(access.lookup().tag(tag.get())) : query;
        return arguments.has(CliOption.QUARANTINED) ? query.quarantined() : query;
    }
}
