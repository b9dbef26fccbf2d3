package io.netraven.credentials;

import io.netraven.credentials.internal.sql.Session;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Reserves attempts to log in, so that all callers together never have more rejections than an account allows. A
 * reservation is taken before a secret is handed out; what was no rejection gives it back; whoever dies in between has
 * not. The times are the database's, which all callers share.
 *
 * @param policy how many, for how long
 */
record LoginBudgets(LoginPolicy policy) {

    private static final String RESERVE = """
            INSERT INTO $.login_budgets AS b (device_id, username, attempts, updated_at)
            VALUES (?, ?, jsonb_build_array(jsonb_build_object(
                'id', ?::text, 'at', extract(epoch FROM clock_timestamp())::float8)), now())
            ON CONFLICT (device_id, username) DO UPDATE SET updated_at = now(), attempts = (
                SELECT coalesce(jsonb_agg(a), '[]') FROM jsonb_array_elements(b.attempts) AS a
                WHERE (a ->> 'at')::float8 > extract(epoch FROM clock_timestamp())::float8 - ?) || excluded.attempts
            WHERE (SELECT count(*) FROM jsonb_array_elements(b.attempts) AS a
                WHERE (a ->> 'at')::float8 > extract(epoch FROM clock_timestamp())::float8 - ?) < ?
            """;

    static final String GIVE_BACK = """
            UPDATE $.login_budgets SET updated_at = now(), attempts = (
                SELECT coalesce(jsonb_agg(a), '[]') FROM jsonb_array_elements(attempts) AS a WHERE a ->> 'id' <> ?)
            WHERE device_id = ? AND username = ?
            """;

    /** Reserves an attempt; false when none is left within the window. */
    boolean reserve(Session session, UUID device, String username, UUID attempt) throws SQLException {
        double seconds = policy.window().toMillis() / 1_000.0;
        return session.update(RESERVE, device, username, attempt.toString(), seconds, seconds, policy.rejections())
                == 1;
    }

    /** Gives an attempt back that was no rejection. */
    static void giveBack(Session session, UUID device, String username, UUID attempt) throws SQLException {
        session.update(GIVE_BACK, attempt.toString(), device, username);
    }
}
