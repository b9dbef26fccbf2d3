package io.netraven.schema.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass();

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "it's", "back\\slash", "line\nbreak", "'; DROP TABLE x; --", "ümläut €"})
    void literalReachesTheServerUnchanged(String text) throws SQLException {
        assertThat(ask("SELECT " + Sql.literal(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "user", "Upper", "with space", "quo\"te", "2nd", "ü", "timestamp", "order"})
    void identifierNamesWhatWasMeant(String name) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT 1 AS " + Sql.identifier(name) + ", 2 AS other");
                ResultSet row = query.executeQuery()) {
            assertThat(row.getMetaData().getColumnName(1)).isEqualTo(name);
        }
    }

    @Test
    void quotesEveryWordThatTheServerReserves() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T') ORDER BY word");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                assertThat(Sql.identifier(row.getString(1))).startsWith("\"");
            }
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
