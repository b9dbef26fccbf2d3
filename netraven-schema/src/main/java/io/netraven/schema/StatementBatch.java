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
            throw new Failed(statements.get(indexOfFailed(e, statements.size())), e);
        }
    }

    /**
     * The driver marks every entry of a transaction's batch as failed; only its message, "Batch entry 7 …" in the
     * user's language and digits, tells which one was.
     */
    private static int indexOfFailed(BatchUpdateException e, int size) {
        String message = String.valueOf(e.getMessage());
        int at = 0;
        while (at < message.length() && !Character.isDigit(message.charAt(at))) {
            at++;
        }
        int index = 0;
        for (; at < message.length() && message.charAt(at) != ' '; at++) {
            if (Character.isDigit(message.charAt(at))) {
                index = index * 10 + Character.digit(message.charAt(at), 10);
            }
        }
        return Math.min(index, size - 1);
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
