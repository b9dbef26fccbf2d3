package io.netraven.launcher.internal.cli;

import io.netraven.credentials.PriorityChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code credentials optimize}: set the priorities on a tag from results. */
final class CredentialsOptimizeCommand extends StoreCommand {

    CredentialsOptimizeCommand() {
        super(
                "credentials optimize",
                "set the priorities on a tag from results",
                """
                Of the credentials with at least 3 attempts on the tag, the one with the highest success rate gets 100, each
                one after it 10 less. The others keep theirs. With --dry-run nothing is changed.""",
                "--tag core-routers --dry-run",
                CliOption.storeAnd(CliOption.TAG, CliOption.DRY_RUN));
    }

    @Override
    Answer answer(StoreAccess access) {
        boolean rehearsal = access.arguments().has(CliOption.DRY_RUN);
        String tag = access.values().required(CliOption.TAG);
        UUID tagId = access.lookup().tag(tag);
        List<PriorityChange> changes = rehearsal
                ? access.store().planPriorities(tagId)
                : access.store().optimizePriorities(tagId);
        Columns columns = new Columns("name", "before", "after");
        changes.forEach(change -> columns.row(change.name(), change.before(), change.after()));
        return headline(changes.size(), rehearsal)
                .rows(columns.lines())
                .field("dryRun", rehearsal)
                .field("tag", tagId)
                .field(
                        "changes",
                        changes.stream().map(CredentialsOptimizeCommand::fields).toList());
    }

    private static Answer headline(int changes, boolean rehearsal) {
        if (changes == 0) {
            return Answer.good("UNCHANGED", "the priorities are what the results say");
        }
        return rehearsal
                ? Answer.notice("DRY RUN", changes + " priorities would change")
                : Answer.good("OPTIMIZED", changes + " priorities changed");
    }

    private static Map<String, Object> fields(PriorityChange change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", change.credentialId());
        fields.put("name", change.name());
        fields.put("before", change.before());
        fields.put("after", change.after());
        return fields;
    }
}
