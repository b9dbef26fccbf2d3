package io.netraven.credentials;

import io.netraven.credentials.Statistics.Rated;
import io.netraven.credentials.internal.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads how credentials fared, and what their results say about priorities. Decrypts nothing. */
final class StatisticsReader {

    private static final int LEAST_ATTEMPTS = 3;
    private static final double STEP = 10;
    private static final int SUBQUERIES = 3;

    /** The same columns from the credentials themselves, and from those of a tag. */
    private static final String OVERALL = "(SELECT id, name, success_count AS s, failure_count AS f, last_used,"
            + " quarantined_at, expires_at FROM $.credentials) AS u";

    private static final String ON_TAG =
            "(SELECT c.id, c.name, ct.success_count AS s, ct.failure_count AS f, ct.last_used,"
                    + " c.quarantined_at, c.expires_at, ct.last_success, ct.priority"
                    + " FROM $.credential_tags ct JOIN $.credentials c ON c.id = ct.credential_id WHERE ct.tag_id = ?) AS u";

    private StatisticsReader() {}

    static Statistics overall(Session session) throws SQLException {
        return read(session, OVERALL);
    }

    static Statistics onTag(Session session, UUID tag) throws SQLException {
        return read(session, ON_TAG, tag);
    }

    /** One statement, whose figures belong together while results are being recorded. */
    private static Statistics read(Session session, String from, Object... values) throws SQLException {
        List<Object> thrice = new ArrayList<>();
        for (int i = 0; i < SUBQUERIES; i++) {
            thrice.addAll(List.of(values));
        }
        return session.find(
                        "SELECT sums.*, best.*, worst.* FROM"
                                + " (SELECT count(*), count(*) FILTER (WHERE last_used > now() - interval '30 days'),"
                                + " count(quarantined_at), count(*) FILTER (WHERE expires_at <= now()),"
                                + " coalesce(sum(s), 0)::int8, coalesce(sum(f), 0)::int8 FROM " + from + ") AS sums"
                                + " LEFT JOIN (" + rated(from, "DESC") + ") AS best ON true"
                                + " LEFT JOIN (" + rated(from, "ASC") + ") AS worst ON true",
                        row -> new Statistics(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                rated(row, 7),
                                rated(row, 11)),
                        thrice.toArray())
                .orElseThrow();
    }

    private static String rated(String from, String order) {
        return "SELECT id, name, s, s + f FROM " + from + " WHERE s + f >= " + LEAST_ATTEMPTS
                + " ORDER BY s::float8 / (s + f) " + order + ", s + f DESC, name COLLATE \"C\" LIMIT 1";
    }

    private static Optional<Rated> rated(ResultSet row, int column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(
                        new Rated(id, row.getString(column + 1), row.getLong(column + 2), row.getLong(column + 3)));
    }

    /** The best by its results gets 100, each one after it 10 less; what was tried too seldom keeps its priority. */
    static List<PriorityChange> priorities(Session session, UUID tag) throws SQLException {
        List<PriorityChange> changes = new ArrayList<>();
        session.query(
                "SELECT id, name, priority FROM " + ON_TAG + " WHERE s + f >= " + LEAST_ATTEMPTS
                        + " ORDER BY s::float8 / (s + f) DESC, last_success DESC NULLS LAST, name COLLATE \"C\"",
                row -> changes.add(new PriorityChange(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getDouble(3),
                        Math.max(0, 100 - STEP * changes.size()))),
                tag);
        changes.removeIf(change -> change.before() == change.after());
        return changes;
    }
}
