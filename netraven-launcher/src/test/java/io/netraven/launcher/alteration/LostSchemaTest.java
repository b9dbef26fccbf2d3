package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.testing.CommandRun;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException.StatementFailed;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is made again because nothing remembers it, and what follows an alteration later. */
class LostSchemaTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @Test
    void aDatabaseWithoutItsHistoryIsAdopted() throws SQLException {
        execute("DROP TABLE schema_history");

        assertThat(engine().validate().differences())
                .extracting(SchemaDifference::message)
                .containsExactly("table schema_history is missing");
        assertThat(CommandRun.of(database.current(), "validate").exitCode()).isEqualTo(1);
        InitializationReport report = engine().initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.ADOPTED);
        assertThat(report.createdTables()).containsExactly("schema_history");
        assertThat(engine().validate().differences()).isEmpty();
    }

    @Test
    void aDatabaseWhoseHistoryIsEmptyIsAdopted() throws SQLException {
        execute("TRUNCATE schema_history");

        assertThat(engine().validate().differences()).isEmpty();
        assertThat(engine().initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
    }

    @Test
    void aDroppedNamespaceIsNamedWithAllItsTablesAndCreated() throws SQLException {
        execute("DROP SCHEMA netraven CASCADE");

        assertThat(engine().validate().differences())
                .extracting(SchemaDifference::message)
                .contains("namespace netraven is missing", "table users is missing", "table schema_history is missing");
        assertThat(engine().initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
        assertThat(engine().validate().differences()).isEmpty();
    }

    @Test
    void thePlanOfADroppedNamespaceMakesAllOfIt() throws SQLException {
        execute("DROP SCHEMA netraven CASCADE");

        execute(engine().plan());

        assertThat(engine().validate().differences()).isEmpty();
        assertThat(engine().initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
    }

    @Test
    void anIdentityThatThePlanMadeGoesOnAfterTheValuesThatAreThere() throws SQLException {
        execute("ALTER TABLE schema_history ALTER id DROP IDENTITY");
        execute(engine().plan());
        execute("DELETE FROM tags WHERE name = 'Default'");

        assertThat(engine().initialize().mended()).containsExactly("default data");
        assertThat(ask("SELECT string_agg(id::text, ' ' ORDER BY id) FROM schema_history"))
                .isEqualTo("1 2");
    }

    @Test
    void theStatementThatFailedIsNamed() throws SQLException {
        ScratchDatabase empty = database.anotherEmpty();
        try (Connection connection = empty.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA netraven; CREATE TYPE netraven.tags AS ENUM ('in the way')");
        }

        StatementFailed failed = catchThrowableOfType(
                StatementFailed.class,
                () -> SchemaEngine.builder(empty.dataSource())
                        .model(NetRavenSchema.model())
                        .build()
                        .initialize());

        assertThat(failed).isNotNull();
        assertThat(failed.statement()).startsWith("CREATE TABLE netraven.tags (");
        assertThat(CommandRun.of(empty, "init").exitCode()).isEqualTo(7);
    }

    private static SchemaEngine engine() {
        return SchemaEngine.builder(database.dataSource())
                .model(NetRavenSchema.model())
                .build();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
