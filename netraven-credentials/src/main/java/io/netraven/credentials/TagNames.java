package io.netraven.credentials;

import io.netraven.credentials.CredentialException.NotFound;
import io.netraven.credentials.internal.record.RawRecord.TagOffer;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finds tags by their names.
 *
 * @param create whether to make those that are missing
 */
record TagNames(boolean create) {

    /** The names among those of the records that no tag has, when they are not to be made. */
    Set<String> missing(Session session, List<ImportDraft> drafts) throws SQLException {
        Set<String> names = create ? Set.of() : names(drafts);
        if (!names.isEmpty()) {
            names.removeAll(find(session, names).keySet());
        }
        return names;
    }

    /** Offers each credential for its tags, which are made before if need be. */
    void offer(Session session, Map<UUID, ImportDraft> added) throws SQLException {
        Set<String> names = names(added.values());
        if (names.isEmpty()) {
            return;
        }
        if (create) {
            session.update(
                    "INSERT INTO $.tags (id, name) SELECT * FROM unnest(?::uuid[], ?::text[])"
                            + " ON CONFLICT (name) DO NOTHING",
                    session.array(
                            "uuid",
                            names.stream().map(name -> TimeOrderedId.next()).toArray()),
                    session.array("text", names.toArray()));
        }
        Map<String, UUID> tags = find(session, names);
        List<UUID> ids = new ArrayList<>();
        List<UUID> credentials = new ArrayList<>();
        List<UUID> tagIds = new ArrayList<>();
        List<Double> priorities = new ArrayList<>();
        added.forEach((credential, draft) -> {
            for (TagOffer offer : draft.tags()) {
                ids.add(TimeOrderedId.next());
                credentials.add(credential);
                tagIds.add(Optional.ofNullable(tags.get(offer.name()))
                        .orElseThrow(() -> new NotFound("The tag " + offer.name() + " was deleted in the meantime")));
                priorities.add(offer.priority());
            }
        });
        session.update(
                "INSERT INTO $.credential_tags (id, credential_id, tag_id, priority)"
                        + " SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::float8[])",
                session.array("uuid", ids.toArray()),
                session.array("uuid", credentials.toArray()),
                session.array("uuid", tagIds.toArray()),
                session.array("float8", priorities.toArray()));
    }

    /** In one order, so that two imports that make the same tags wait for each other, and not both for ever. */
    private static Set<String> names(Collection<ImportDraft> drafts) {
        Set<String> names = new TreeSet<>();
        drafts.forEach(draft -> draft.tags().forEach(tag -> names.add(tag.name())));
        return names;
    }

    private static Map<String, UUID> find(Session session, Set<String> names) throws SQLException {
        Map<String, UUID> found = new HashMap<>();
        session.query(
                "SELECT name, id FROM $.tags WHERE name = ANY (?)",
                row -> String.valueOf(found.put(row.getString(1), row.getObject(2, UUID.class))),
                session.array("text", names.toArray()));
        return found;
    }
}
