package io.netraven.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netraven.credentials.ImportReport.Finding;
import io.netraven.schema.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What tests of the import ask a database and a report. */
final class ImportStore {

    private ImportStore() {}

    static InputStream file(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    static long ask(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> told(ImportReport report) {
        return report.problems().stream().map(Finding::toString).toList();
    }
}
