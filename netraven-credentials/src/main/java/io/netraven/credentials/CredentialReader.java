package io.netraven.credentials;

import io.netraven.credentials.CredentialQuery.Page;
import io.netraven.credentials.StoredCredential.OfferedTag;
import io.netraven.credentials.StoredCredential.Quarantine;
import io.netraven.credentials.StoredCredential.Use;
import io.netraven.credentials.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what is known of credentials, without their secrets: of an envelope only whether it is there. */
final class CredentialReader {

    private static final String COLUMNS = """
            SELECT c.id, c.name, c.username, c.description, c.use_keys, c.key_file, c.expires_at, c.success_count,
                c.failure_count, c.last_used, c.last_success, c.last_failure, c.quarantined_at, c.quarantine_reason,
                c.created_at, c.updated_at, c.version, c.password IS NOT NULL AS has_password,
                c.enable_password IS NOT NULL AS has_enable_password, c.private_key IS NOT NULL AS has_private_key,
                c.private_key_passphrase IS NOT NULL AS has_private_key_passphrase
            FROM $.credentials c
            """;

    private static final String TAGS = """
            SELECT ct.credential_id, ct.tag_id, t.name, ct.priority, ct.success_count, ct.failure_count, ct.last_used,
                ct.last_success, ct.last_failure
            FROM $.credential_tags ct JOIN $.tags t ON t.id = ct.tag_id
            WHERE ct.credential_id = ANY (?) ORDER BY t.name
            """;

    private CredentialReader() {}

    static Optional<StoredCredential> find(Session session, UUID id) throws SQLException {
        return withTags(session, session.query(COLUMNS + "WHERE c.id = ?", CredentialReader::read, id)).stream()
                .findFirst();
    }

    static Optional<StoredCredential> find(Session session, String name) throws SQLException {
        return withTags(session, session.query(COLUMNS + "WHERE c.name = ?", CredentialReader::read, name)).stream()
                .findFirst();
    }

    static Page list(Session session, CredentialQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder(COLUMNS).append("WHERE true");
        List<Object> values = new ArrayList<>();
        query.text().ifPresent(text -> {
            sql.append(" AND (strpos(lower(c.name), lower(?)) > 0 OR strpos(lower(c.username), lower(?)) > 0"
                    + " OR strpos(lower(c.description), lower(?)) > 0)");
            values.addAll(List.of(text, text, text));
        });
        query.username().ifPresent(username -> {
            sql.append(" AND c.username = ?");
            values.add(username);
        });
        query.tagId().ifPresent(tag -> {
            sql.append(" AND EXISTS (SELECT FROM $.credential_tags ct"
                    + " WHERE ct.credential_id = c.id AND ct.tag_id = ?)");
            values.add(tag);
        });
        if (query.quarantinedOnly()) {
            sql.append(" AND c.quarantined_at IS NOT NULL");
        }
        query.after().ifPresent(name -> {
            sql.append(" AND c.name > ?");
            values.add(name);
        });
        sql.append(" ORDER BY c.name LIMIT ?");
        values.add(query.limit() + 1);
        List<StoredCredential> found = session.query(sql.toString(), CredentialReader::read, values.toArray());
        boolean more = found.size() > query.limit();
        List<StoredCredential> page = withTags(session, more ? found.subList(0, query.limit()) : found);
        return new Page(page, more ? Optional.of(page.get(page.size() - 1).name()) : Optional.empty());
    }

    private static List<StoredCredential> withTags(Session session, List<StoredCredential> credentials)
            throws SQLException {
        if (credentials.isEmpty()) {
            return credentials;
        }
        Object[] ids = credentials.stream().map(StoredCredential::id).toArray();
        Map<UUID, List<OfferedTag>> tags = new HashMap<>();
        session.query(TAGS, row -> readTag(row, tags), session.array("uuid", ids));
        return credentials.stream()
                .map(credential -> with(credential, tags.getOrDefault(credential.id(), List.of())))
                .toList();
    }

    private static boolean readTag(ResultSet row, Map<UUID, List<OfferedTag>> tags) throws SQLException {
        return tags.computeIfAbsent(row.getObject("credential_id", UUID.class), id -> new ArrayList<>())
                .add(new OfferedTag(
                        row.getObject("tag_id", UUID.class),
                        row.getString("name"),
                        row.getDouble("priority"),
                        use(row)));
    }

    private static StoredCredential with(StoredCredential c, List<OfferedTag> tags) {
        return new StoredCredential(
                c.id(),
                c.name(),
                c.username(),
                c.description(),
                c.secrets(),
                c.useKeys(),
                c.keyFile(),
                c.expiresAt(),
                c.use(),
                c.quarantine(),
                c.createdAt(),
                c.updatedAt(),
                c.version(),
                tags);
    }

    private static StoredCredential read(ResultSet row) throws SQLException {
        Set<SecretPart> secrets = EnumSet.noneOf(SecretPart.class);
        for (SecretPart part : SecretPart.values()) {
            if (row.getBoolean("has_" + part.column())) {
                secrets.add(part);
            }
        }
        return new StoredCredential(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("username"),
                Optional.ofNullable(row.getString("description")),
                secrets,
                row.getBoolean("use_keys"),
                Optional.ofNullable(row.getString("key_file")),
                time(row, "expires_at"),
                use(row),
                quarantine(row),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at").orElseThrow(),
                row.getLong("version"),
                List.of());
    }

    private static Optional<Quarantine> quarantine(ResultSet row) throws SQLException {
        String reason = Objects.requireNonNullElse(row.getString("quarantine_reason"), "");
        return time(row, "quarantined_at").map(since -> new Quarantine(since, reason));
    }

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                row.getLong("success_count"),
                row.getLong("failure_count"),
                time(row, "last_used"),
                time(row, "last_success"),
                time(row, "last_failure"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(Session.instant(row, column));
    }
}
