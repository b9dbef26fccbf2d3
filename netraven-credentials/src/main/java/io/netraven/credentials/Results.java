package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import io.netraven.model.base.TimeOrderedId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records how logins ended, each in one round trip and one transaction: several statements sent at once. The credential's
 * row is locked first, always, so that results of many devices neither count wrong nor block each other for good.
 */
final class Results {

    private static final String LOCK = "SELECT FROM $.credentials WHERE id = ? FOR NO KEY UPDATE;";

    private static final String ACCEPTED = LOCK + """
            UPDATE $.credentials SET success_count = success_count + 1, last_used = greatest(last_used, now()),
                last_success = greatest(last_success, now()), rejecting_devices = 0
            WHERE id = ?;
            UPDATE $.credential_tags SET success_count = success_count + 1, last_used = greatest(last_used, now()),
                last_success = greatest(last_success, now())
            WHERE credential_id = ? AND tag_id = ?;
            INSERT INTO $.device_credentials AS k (device_id, credential_id, success_count, last_success)
            SELECT d.id, c.id, 1, now() FROM $.devices d, $.credentials c WHERE d.id = ? AND c.id = ?
            ON CONFLICT (device_id, credential_id) DO UPDATE SET success_count = k.success_count + 1,
                last_success = greatest(k.last_success, now()), updated_at = now();
            """;

    /** A device counts once until the credential is accepted somewhere, or released. */
    private static final String REJECTED = LOCK + """
            UPDATE $.credentials c SET failure_count = c.failure_count + 1, last_used = greatest(c.last_used, now()),
                last_failure = greatest(c.last_failure, now()), rejecting_devices = c.rejecting_devices + n.more,
                quarantined_at = CASE WHEN c.quarantined_at IS NULL AND c.rejecting_devices + n.more >= ?
                    THEN now() ELSE c.quarantined_at END,
                quarantine_reason = CASE WHEN c.quarantined_at IS NULL AND c.rejecting_devices + n.more >= ?
                    THEN c.rejecting_devices + n.more || ' devices in a row rejected it' ELSE c.quarantine_reason END
            FROM (SELECT CASE WHEN EXISTS (
                SELECT FROM $.device_credentials k JOIN $.credentials x ON x.id = k.credential_id
                WHERE k.device_id = ? AND k.credential_id = ?
                    AND k.last_rejection > coalesce(x.last_success, '-infinity')) THEN 0 ELSE 1 END AS more) n
            WHERE c.id = ?;
            INSERT INTO $.audit_logs
                (id, event_type, event_name, actor_id, actor_type, target_id, target_type, description, status)
            SELECT ?, 'credential', 'quarantined', ?, ?, id::text, 'credential', quarantine_reason, 'warning'
            FROM $.credentials WHERE id = ? AND quarantined_at = now();
            UPDATE $.credential_tags SET failure_count = failure_count + 1, last_used = greatest(last_used, now()),
                last_failure = greatest(last_failure, now())
            WHERE credential_id = ? AND tag_id = ?;
            INSERT INTO $.device_credentials AS k (device_id, credential_id, failure_count, last_rejection)
            SELECT d.id, c.id, 1, now() FROM $.devices d, $.credentials c WHERE d.id = ? AND c.id = ?
            ON CONFLICT (device_id, credential_id) DO UPDATE SET failure_count = k.failure_count + 1,
                last_rejection = greatest(k.last_rejection, now()), updated_at = now();
            """;

    private static final String OTHERWISE = LOCK + """
            UPDATE $.credentials SET last_used = greatest(last_used, now()) WHERE id = ?;
            UPDATE $.credential_tags SET last_used = greatest(last_used, now()) WHERE credential_id = ? AND tag_id = ?;
            """;

    private final LoginPolicy policy;
    private final Actor actor;

    Results(LoginPolicy policy, Actor actor) {
        this.policy = policy;
        this.actor = actor;
    }

    /**
     * Records a result.
     *
     * @param session whose statements are each a transaction of their own: these, sent at once, are one
     * @param tag the tag that it counts on; null for none
     * @param attempt the attempt to give back unless it was rejected; null when none was reserved
     */
    void record(
            Session session,
            UUID credential,
            UUID device,
            @Nullable UUID tag,
            String username,
            @Nullable UUID attempt,
            Outcome outcome)
            throws SQLException {
        StringBuilder sql = new StringBuilder();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(credential);
        switch (outcome) {
            case ACCEPTED -> {
                sql.append(ACCEPTED);
                values.add(credential);
                addAll(values, credential, tag, device, credential);
            }
            case REJECTED -> {
                sql.append(REJECTED);
                int devices = policy.rejectingDevices();
                addAll(values, devices, devices, device, credential, credential);
                addAll(values, TimeOrderedId.next(), actor.name(), actor.kind().stored(), credential);
                addAll(values, credential, tag, device, credential);
            }
            case NOT_TRIED -> values.clear();
            default -> {
                sql.append(OTHERWISE);
                addAll(values, credential, credential, tag);
            }
        }
        if (attempt != null && outcome != Outcome.REJECTED) {
            sql.append(LoginBudgets.GIVE_BACK);
            addAll(values, attempt.toString(), device, username);
        }
        if (!sql.isEmpty()) {
            session.execute(sql.toString(), values.toArray());
        }
    }

    private static void addAll(List<@Nullable Object> values, @Nullable Object... more) {
        for (Object each : more) {
            values.add(each);
        }
    }
}
