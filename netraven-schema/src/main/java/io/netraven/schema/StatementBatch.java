package io.netraven.schema;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that go to the server together; when one fails it is known which. */
final class StatementBatch {

    private static final Pattern FIRST_NUMBER = Pattern.compile("\\d{1,6}");

    private StatementBatch() {}

    /** Runs statements in one round trip. */
    static void run(Connection connection, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (Statement batch = connection.createStatement()) {
            // JDBC's escapes in braces, which the driver would look for in each text.
            batch.setEscapeProcessing(false);
            for (String statement : statements) {
                batch.addBatch(statement);
            }
            batch.executeBatch();
        } catch (BatchUpdateException e) {
            throw new Failed(failed(statements, e), e);
        }
    }

    /** Runs statements one after the other; each may be several in one text, and give results. */
    static void runEach(Connection connection, List<String> statements) throws SQLException {
        for (String text : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(text);
            } catch (SQLException e) {
                throw new Failed(text, e);
            }
        }
    }

    /**
     * The driver marks every statement of a failed batch as failed; only its message tells which one was. The position
     * is the first number in it, in every language.
     */
    private static String failed(List<String> statements, BatchUpdateException e) {
        Matcher position = FIRST_NUMBER.matcher(String.valueOf(e.getMessage()));
        if (!position.find()) {
            return "";
        }
        int index = Integer.parseInt(position.group());
        return index < statements.size() ? statements.get(index) : "";
    }

    /** Tells the statement that failed; the driver's exception is its cause. */
    static final class Failed extends SQLException {
        private static final long serialVersionUID = 1L;
        private final String statement;

        Failed(String statement, SQLException cause) {
            super(cause);
            this.statement = statement;
        }

        String statement() {
            return statement;
        }
    }
}
