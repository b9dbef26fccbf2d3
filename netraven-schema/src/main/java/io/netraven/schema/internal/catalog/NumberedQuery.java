package io.netraven.schema.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A query with PostgreSQL's numbered parameters, which may each stand in it several times. JDBC knows only question
 * marks.
 *
 * @param sql the query with question marks
 * @param order which parameter each of them stands for, from 0
 */
record NumberedQuery(String sql, List<Integer> order) {

    static NumberedQuery load(String resource) {
        try (InputStream in = NumberedQuery.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every {@code $n} must be a parameter; a comment must stand on lines of its own. */
    static NumberedQuery parse(String text) {
        StringBuilder sql = new StringBuilder(text.length());
        List<Integer> order = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end).strip();
            if (!line.startsWith("--")) {
                parseLine(line, sql, order);
            }
            start = end < 0 ? text.length() : end + 1;
        }
        return new NumberedQuery(sql.toString(), order);
    }

    private static void parseLine(String line, StringBuilder sql, List<Integer> order) {
        int start = 0;
        for (int at = line.indexOf('$'); at >= 0; at = line.indexOf('$', start)) {
            order.add(line.charAt(at + 1) - '1');
            sql.append(line, start, at).append('?');
            start = at + 2;
        }
        sql.append(line, start, line.length()).append('\n');
    }

    /** Returns a query that goes to the server together with a statement before it, which has no parameters. */
    NumberedQuery after(String statement) {
        return new NumberedQuery(statement + ";\n" + sql, order);
    }

    /** Returns the query with SQL in place of its parameters. It must not have a question mark of its own. */
    String text(String... parameters) {
        StringBuilder text = new StringBuilder(sql.length());
        int start = 0;
        for (int parameter : order) {
            int at = sql.indexOf('?', start);
            text.append(sql, start, at).append(parameters[parameter]);
            start = at + 1;
        }
        return text.append(sql, start, sql.length()).toString();
    }

    PreparedStatement prepare(Connection connection, String... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < order.size(); i++) {
            statement.setString(i + 1, parameters[order.get(i)]);
        }
        return statement;
    }
}
