package io.netraven.launcher.internal.cli;

import io.netraven.credentials.RankedCredential;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** {@code credentials select}: rank the credentials that a device may be tried with. */
final class CredentialsSelectCommand extends StoreCommand {

    CredentialsSelectCommand() {
        super(
                "credentials select",
                "rank the credentials that a device would be tried with",
                """
                Nothing is decrypted, no attempt is reserved. A device's own login, which would come first, is no credential
                and is not listed.""",
                "--device core-router-1",
                CliOption.storeAnd(CliOption.DEVICE));
    }

    @Override
    Answer answer(StoreAccess access) {
        String device = access.values().required(CliOption.DEVICE);
        UUID id = access.lookup().device(device);
        return ranked(device, access.store().rank(id)).field("id", id);
    }

    /** A ranking, the best first. */
    static Answer ranked(String device, List<RankedCredential> ranking) {
        Answer answer = ranking.isEmpty()
                ? Answer.notice("EMPTY", "no credential is offered for a tag of " + device)
                : Answer.good("RANKED", "for " + device).rows(table(ranking));
        return answer.field("device", device)
                .field(
                        "ranking",
                        ranking.stream().map(CredentialsSelectCommand::fields).toList());
    }

    private static List<String> table(List<RankedCredential> ranking) {
        Columns columns = new Columns("", "name", "username", "score", "priority", "because");
        for (RankedCredential each : ranking) {
            columns.row(
                    columns.size(),
                    each.name(),
                    each.username(),
                    String.format(Locale.ROOT, "%.3f", each.score()),
                    each.priority(),
                    each.lastAcceptedHere() ? "accepted by this device last" : "its score");
        }
        return columns.lines();
    }

    private static Map<String, Object> fields(RankedCredential ranked) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", ranked.credentialId());
        fields.put("name", ranked.name());
        fields.put("username", ranked.username());
        fields.put("tag", ranked.tagId());
        fields.put("score", ranked.score());
        fields.put("priority", ranked.priority());
        fields.put("lastAcceptedHere", ranked.lastAcceptedHere());
        return fields;
    }
}
