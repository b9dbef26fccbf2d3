package io.netraven.credentials;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.credentials.ImportReport.Result;
import io.netraven.credentials.internal.sql.Session;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds many credentials by a few statements, none of which fails because of what is in them: a name that is taken is
 * passed over by the statement itself, so a name that somebody else takes meanwhile is too.
 */
final class CredentialBulk {

    private static final String INSERT = """
            INSERT INTO $.credentials (id, name, username, description, use_keys, key_file, expires_at,
                password, enable_password, private_key, private_key_passphrase, key_id)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::timestamptz[],
                ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::uuid[])
            ON CONFLICT (name) DO NOTHING
            RETURNING id
            """;

    private final UnlockedKeys keys;
    private final Audit audit;
    private final TagNames tags;

    CredentialBulk(UnlockedKeys keys, Audit audit, TagNames tags) {
        this.keys = keys;
        this.audit = audit;
        this.tags = tags;
    }

    /**
     * Adds what is good, each with an audit record.
     *
     * @return a finding for each, in order
     */
    List<Finding> add(Session session, DataKeys held, List<ImportDraft> drafts) throws SQLException {
        Map<ImportDraft, Finding> refused = new HashMap<>();
        Set<String> missing = tags.missing(session, drafts);
        Map<String, ImportDraft> byName = new HashMap<>();
        Map<UUID, ImportDraft> candidates = new LinkedHashMap<>();
        for (ImportDraft draft : drafts) {
            Optional<Finding> problem = problem(draft, missing, byName);
            if (problem.isPresent()) {
                refused.put(draft, problem.get());
            } else {
                candidates.put(TimeOrderedId.next(), draft);
            }
        }
        Map<UUID, ImportDraft> added = insert(session, held, candidates);
        tags.offer(session, added);
        audit.all(
                session,
                "added",
                "credential",
                List.copyOf(added.keySet()),
                added.values().stream()
                        .map(draft -> "Credential " + draft.finding().name() + ", imported")
                        .toList());
        Set<ImportDraft> good = new HashSet<>(added.values());
        List<Finding> findings = new ArrayList<>();
        for (ImportDraft draft : drafts) {
            Finding otherwise = good.contains(draft)
                    ? draft.finding()
                    : draft.turned(Result.DUPLICATE, "a credential of this name is there, or came earlier in the file");
            findings.add(refused.getOrDefault(draft, otherwise));
        }
        return findings;
    }

    private static Optional<Finding> problem(ImportDraft draft, Set<String> missing, Map<String, ImportDraft> byName) {
        if (draft.credential() == null) {
            return Optional.of(draft.finding());
        }
        if (draft.tags().stream().anyMatch(tag -> missing.contains(tag.name()))) {
            return Optional.of(draft.turned(
                    Result.INVALID,
                    "there is no tag of a name that it has: make the tag first, or let the import do so"));
        }
        ImportDraft before = byName.putIfAbsent(draft.credential().name(), draft);
        return Optional.ofNullable(before)
                .map(first -> draft.turned(
                        Result.DUPLICATE, "line " + first.finding().line() + " of the file has this name too"));
    }

    private Map<UUID, ImportDraft> insert(Session session, DataKeys held, Map<UUID, ImportDraft> candidates)
            throws SQLException {
        if (candidates.isEmpty()) {
            return Map.of();
        }
        List<NewCredential> rows = candidates.values().stream()
                .map(draft -> Objects.requireNonNull(draft.credential()))
                .toList();
        List<Object> values = new ArrayList<>();
        values.add(session.array("uuid", candidates.keySet().toArray()));
        for (String column : List.of("name", "username", "description")) {
            values.add(session.array("text", field(rows, column)));
        }
        values.add(session.array("bool", field(rows, "use_keys")));
        values.add(session.array("text", field(rows, "key_file")));
        values.add(session.array("timestamptz", each(rows, row -> {
            Object time = row.fields().values().get("expires_at");
            return time == null ? null : time.toString();
        })));
        List<UUID> ids = List.copyOf(candidates.keySet());
        for (SecretPart part : SecretPart.values()) {
            values.add(session.array("bytea", envelopes(held, ids, rows, part)));
        }
        values.add(session.array("uuid", each(rows, row -> row.secrets().isEmpty() ? null : held.active())));
        List<UUID> inserted = session.query(INSERT, row -> row.getObject(1, UUID.class), values.toArray());
        Map<UUID, ImportDraft> added = new LinkedHashMap<>(candidates);
        added.keySet().retainAll(new HashSet<>(inserted));
        return added;
    }

    private byte[][] envelopes(DataKeys held, List<UUID> ids, List<NewCredential> rows, SecretPart part) {
        byte[][] envelopes = new byte[ids.size()][];
        for (int i = 0; i < envelopes.length; i++) {
            Secret secret = rows.get(i).secrets().get(part);
            if (secret != null) {
                envelopes[i] = keys.seal(held, part.logicalName(), ids.get(i), secret);
            }
        }
        return envelopes;
    }

    private static @Nullable Object[] field(List<NewCredential> rows, String column) {
        return each(rows, row -> row.fields().values().get(column));
    }

    private static @Nullable Object[] each(List<NewCredential> rows, Function<NewCredential, @Nullable Object> value) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }
}
