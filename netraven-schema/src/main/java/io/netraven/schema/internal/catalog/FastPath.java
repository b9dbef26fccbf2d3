package io.netraven.schema.internal.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the one query that a warm start needs.
 *
 * @param liveFingerprint of the live catalogue of the model's tables
 * @param recordedFingerprint what the history recorded for this very model; null for none
 * @param seeded whether every row of the default data is there
 * @param serverVersion the server's version
 * @param database the database's name
 * @param user the role that asked
 * @param standby whether the server only reads
 * @param refused whether the server would refuse statements of the model though the catalogue is as recorded
 */
public record FastPath(
        String liveFingerprint,
        @Nullable String recordedFingerprint,
        boolean seeded,
        String serverVersion,
        String database,
        String user,
        boolean standby,
        boolean refused) {

    private static final NumberedQuery QUERY = NumberedQuery.load("fast-path.sql");

    /**
     * Asks the database, in one round trip. The query reads tables, and somebody may have locked them.
     *
     * @param connection it is not closed
     * @param limits a statement that sets time-outs for the transaction, without parameters
     * @param scope what to look at
     * @param checksum the model's checksum
     * @param seeded an SQL expression that tells whether the default data is there
     * @param seededColumns the columns that it asks, as table.column
     * @return the answer
     * @throws SQLException when the database refuses
     */
    public static FastPath ask(
            Connection connection,
            String limits,
            CatalogScope scope,
            String checksum,
            String seeded,
            String seededColumns)
            throws SQLException {
        try (PreparedStatement statement = QUERY.after(limits)
                .prepare(
                        connection,
                        scope.namespace(),
                        scope.tableList(),
                        scope.extensionList(),
                        scope.ownsSearchPath(),
                        checksum,
                        seeded,
                        seededColumns,
                        scope.roleList(),
                        Refusals.anySql(scope))) {
            statement.execute();
            statement.getMoreResults();
            return read(statement);
        }
    }

    private static FastPath read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            return new FastPath(
                    row.getString(1),
                    row.getString(2),
                    row.getBoolean(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getBoolean(7),
                    row.getBoolean(8));
        }
    }

    /**
     * Tells whether nothing is to be done.
     *
     * @return true when the live catalogue is the recorded one, the default data is there, and the server would take
     *     the model's statements
     */
    public boolean isReady() {
        return seeded && isUnchanged() && !refused;
    }

    /**
     * Tells whether the live catalogue is the recorded one.
     *
     * @return true when both fingerprints are equal
     */
    public boolean isUnchanged() {
        return liveFingerprint.equals(recordedFingerprint);
    }
}
