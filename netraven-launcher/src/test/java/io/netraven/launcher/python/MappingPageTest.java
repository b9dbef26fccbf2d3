package io.netraven.launcher.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page names every column of either side under its table, and no other. */
class MappingPageTest {

    @RegisterExtension
    static final TestDatabase database =
            TestDatabase.perClass().initializedWith("python_prepared", PythonDatabase::prepare);

    @Test
    void everyOldColumnIsOnThePage() throws SQLException {
        assertThat(MappingPage.read().old())
                .isEqualTo(columns("python_netraven"))
                .hasSize(13);
    }

    @Test
    void everyColumnOfOursIsOnThePage() throws SQLException {
        assertThat(MappingPage.read().ours()).isEqualTo(columns("netraven")).hasSize(19);
    }

    private static Map<String, SortedSet<String>> columns(String schema) throws SQLException {
        Map<String, SortedSet<String>> columns = new TreeMap<>();
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?")) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                            .add(row.getString(2));
                }
            }
        }
        return columns;
    }
}
