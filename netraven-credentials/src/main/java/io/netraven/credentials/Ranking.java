package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which credentials a device may be tried with, the best first. One query over the credentials on the device's own tags.
 *
 * @param ownUsername the device's own login, tried before all
 * @param credentials the others
 */
record Ranking(Optional<String> ownUsername, List<RankedCredential> credentials) {

    /** Attempts from which on a rate says something. */
    private static final String SCORE = """
            0.75 * CASE
                WHEN ct.success_count + ct.failure_count >= 3
                    THEN ct.success_count::float8 / (ct.success_count + ct.failure_count)
                WHEN c.success_count + c.failure_count >= 3
                    THEN c.success_count::float8 / (c.success_count + c.failure_count)
                ELSE 0.5 END
            + 0.15 * ct.priority / 100
            + 0.10 * CASE WHEN ct.last_success IS NULL THEN 0 ELSE greatest(0, least(1,
                1 - extract(epoch FROM now() - ct.last_success)::float8 / (30 * 86400))) END
            """;

    private static final String SELECT = """
            WITH offered AS (
                SELECT DISTINCT ON (c.id) c.id, c.name, c.username, ct.tag_id, ct.priority, (""" + SCORE + """
            ) AS score
                FROM $.device_tags dt
                JOIN $.credential_tags ct ON ct.tag_id = dt.tag_id
                JOIN $.credentials c ON c.id = ct.credential_id
                WHERE dt.device_id = ? AND c.quarantined_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now())
                ORDER BY c.id, score DESC, ct.priority DESC, ct.tag_id),
            last_here AS (
                SELECT dc.credential_id FROM $.device_credentials dc JOIN offered o ON o.id = dc.credential_id
                WHERE dc.device_id = ? AND dc.last_success > coalesce(dc.last_rejection, '-infinity')
                ORDER BY dc.last_success DESC, dc.credential_id LIMIT 1)
            SELECT CASE WHEN d.password IS NOT NULL THEN d.username END AS own_username, o.*,
                o.id IS NOT DISTINCT FROM l.credential_id AS last_used_here
            FROM $.devices d LEFT JOIN offered o ON true LEFT JOIN last_here l ON true
            WHERE d.id = ?
            ORDER BY last_used_here DESC, o.score DESC, o.priority DESC, o.name COLLATE "C", o.id
            """;

    /** Ranks; absent when there is no such device. */
    static Optional<Ranking> of(Session session, UUID device) throws SQLException {
        List<RankedCredential> credentials = new ArrayList<>();
        List<String> own = new ArrayList<>();
        List<Boolean> rows = session.query(
                SELECT,
                row -> {
                    String username = row.getString("own_username");
                    if (username != null && own.isEmpty()) {
                        own.add(username);
                    }
                    return row.getObject("id", UUID.class) != null && credentials.add(read(row));
                },
                device,
                device,
                device);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ranking(own.stream().findFirst(), credentials));
    }

    private static RankedCredential read(ResultSet row) throws SQLException {
        return new RankedCredential(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("username"),
                row.getObject("tag_id", UUID.class),
                row.getDouble("score"),
                row.getDouble("priority"),
                row.getBoolean("last_used_here"));
    }
}
