package io.netraven.schema.testing;

import java.time.OffsetDateTime;

/**
 * A session that is connected to a database. Immutable.
 *
 * @param pid the server's process
 * @param user the role
 * @param applicationName what the client calls itself
 * @param state what {@code pg_stat_activity} says, such as {@code idle in transaction}
 * @param since when it connected
 * @param query the statement that runs, or ran last
 */
public record OpenSession(
        int pid, String user, String applicationName, String state, OffsetDateTime since, String query) {

    @Override
    public String toString() {
        return "pid " + pid + ", application " + applicationName + ", user " + user + ", " + state + ", since " + since
                + ", query: " + (query.isEmpty() ? "none" : query);
    }
}
