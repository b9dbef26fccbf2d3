package io.netraven.schema;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Statements that go to the server together; when one fails it is known which. */
final class StatementBatch {

    private StatementBatch() {}

    /** Runs statements in one round trip. */
    static void run(Connection connection, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (Statement batch = connection.createStatement()) {
            for (String statement : statements) {
                batch.addBatch(statement);
            }
            batch.executeBatch();
        } catch (BatchUpdateException e) {
            throw new Failed(statements.get(indexOfFailed(e.getUpdateCounts(), statements.size())), e);
        }
    }

    private static int indexOfFailed(int[] counts, int size) {
        int failed = 0;
        while (failed < counts.length && counts[failed] != Statement.EXECUTE_FAILED) {
            failed++;
        }
        return Math.min(failed, size - 1);
    }

    /** Tells the statement that failed; the driver's exception is its cause. */
    static final class Failed extends SQLException {
        private static final long serialVersionUID = 1L;
        private final String statement;

        Failed(String statement, BatchUpdateException cause) {
            super(cause);
            this.statement = statement;
        }

        String statement() {
            return statement;
        }
    }
}
