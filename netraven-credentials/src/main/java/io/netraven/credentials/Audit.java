package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes audit records, in the transaction of what they tell of.
 *
 * @param actor who acts
 */
record Audit(Actor actor) {

    private static final String INSERT = """
            INSERT INTO $.audit_logs
                (id, event_type, event_name, actor_id, actor_type, target_id, target_type, description, status)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'success')
            """;

    /** Records something done to a key. */
    void key(Session session, String event, UUID key, String description) throws SQLException {
        write(session, "key", event, key, "encryption_key", description);
    }

    /** Records something done to, or read of, a credential. */
    void credential(Session session, String event, UUID credential, String description) throws SQLException {
        write(session, "credential", event, credential, "credential", description);
    }

    /** Records a secret of another kind of row that was read or written. */
    void secret(Session session, String event, UUID row, String table, String description) throws SQLException {
        write(session, "credential", event, row, table, description);
    }

    /** Records the same done to many rows of a table, in one statement: as many descriptions as rows. */
    void all(Session session, String event, String table, List<UUID> rows, List<String> descriptions)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        session.update(
                """
                INSERT INTO $.audit_logs
                    (id, event_type, event_name, actor_id, actor_type, target_id, target_type, description, status)
                SELECT u.id, 'credential', ?, ?, ?, u.target_id, ?, u.description, 'success'
                FROM unnest(?::uuid[], ?::text[], ?::text[]) AS u (id, target_id, description)
                """,
                event,
                actor.name(),
                actor.kind().stored(),
                table,
                session.array(
                        "uuid", rows.stream().map(row -> TimeOrderedId.next()).toArray()),
                session.array("text", rows.stream().map(UUID::toString).toArray()),
                session.array("text", descriptions.toArray()));
    }

    /** Records something done to credentials as a whole. */
    void summary(Session session, String event, String description) throws SQLException {
        write(session, "credential", event, null, "credential", description);
    }

    private void write(
            Session session, String type, String event, @Nullable UUID target, String targetType, String description)
            throws SQLException {
        session.update(
                INSERT,
                TimeOrderedId.next(),
                type,
                event,
                actor.name(),
                actor.kind().stored(),
                target == null ? null : target.toString(),
                targetType,
                description);
    }
}
