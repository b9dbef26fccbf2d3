package io.netraven.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table has a column whose type an extension brings, and the extension is not where it is looked for. */
class ExtensionTypeTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @Test
    void validateTellsAllThatIsMissingFromAnEmptyDatabase() {
        assertThat(engine().validate().differences())
                .extracting(SchemaDifference::message)
                .contains("extension citext is missing", "table racks is missing", "table users is missing");
    }

    @Test
    void thePlanOfAnEmptyDatabaseMakesAllOfIt() throws SQLException {
        execute(engine().plan());

        assertThat(engine().validate().differences()).isEmpty();
    }

    @Test
    void validateTellsThatTheExtensionIsElsewhere() throws SQLException {
        engine().initialize();
        execute("ALTER EXTENSION citext SET SCHEMA netraven");

        assertThat(engine().validate().differences())
                .extracting(SchemaDifference::message)
                .containsExactly("extension citext: schema is netraven, expected public");
    }

    private static SchemaEngine engine() {
        return SchemaEngine.builder(database.dataSource())
                .model(Services.inventory())
                .build();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
