package io.netraven.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What a careful hand would write: the same answer, nothing else. */
final class HandWrittenRanking {

    private static final String QUERY = """
            WITH offered AS (
                SELECT DISTINCT ON (c.id) c.id, c.name, c.username, ct.tag_id, ct.priority,
                    0.75 * CASE WHEN ct.success_count + ct.failure_count >= 3
                            THEN ct.success_count::float8 / (ct.success_count + ct.failure_count)
                        WHEN c.success_count + c.failure_count >= 3
                            THEN c.success_count::float8 / (c.success_count + c.failure_count)
                        ELSE 0.5 END
                    + 0.15 * ct.priority / 100
                    + 0.10 * CASE WHEN ct.last_success IS NULL THEN 0 ELSE greatest(0, least(1,
                        1 - extract(epoch FROM now() - ct.last_success)::float8 / 2592000)) END AS score
                FROM netraven.device_tags dt
                JOIN netraven.credential_tags ct ON ct.tag_id = dt.tag_id
                JOIN netraven.credentials c ON c.id = ct.credential_id
                WHERE dt.device_id = ? AND c.quarantined_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now())
                ORDER BY c.id, score DESC, ct.priority DESC, ct.tag_id)
            SELECT o.*, row_number() OVER (ORDER BY dc.last_success DESC NULLS LAST, o.id) = 1
                AND dc.last_success IS NOT NULL AS last_accepted
            FROM offered o
            LEFT JOIN netraven.device_credentials dc ON dc.credential_id = o.id AND dc.device_id = ?
                AND dc.last_success > coalesce(dc.last_rejection, '-infinity')
            ORDER BY last_accepted DESC, o.score DESC, o.priority DESC, o.name COLLATE "C", o.id
            """;

    private HandWrittenRanking() {}

    /** Returns the ids of the candidates of a device, the best first. */
    static List<UUID> ask(DataSource source, UUID device) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setObject(1, device);
            statement.setObject(2, device);
            List<UUID> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject("id", UUID.class));
                    row.getString("name");
                    row.getString("username");
                    row.getObject("tag_id", UUID.class);
                    row.getDouble("score");
                    row.getDouble("priority");
                    row.getBoolean("last_accepted");
                }
            }
            return found;
        }
    }
}
