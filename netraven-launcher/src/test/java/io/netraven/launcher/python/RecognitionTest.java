package io.netraven.launcher.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException.PredecessorFound;
import io.netraven.schema.SchemaStatus;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Python NetRaven's tables are known where they stand, and nothing is made beside them. */
class RecognitionTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("python", PythonDatabase::create);

    @Test
    void initializeAndUpgradeChangeNothingAndNameThePage() throws SQLException {
        SchemaEngine engine = PythonDatabase.engine(database.dataSource());

        assertThatExceptionOfType(PredecessorFound.class)
                .isThrownBy(engine::initialize)
                .withMessageContaining("the Python NetRaven in namespace public")
                .withMessageContaining("docs/from-python-netraven.md");
        assertThatExceptionOfType(PredecessorFound.class).isThrownBy(engine::upgrade);
        assertThat(ask("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = 'netraven'"))
                .isEqualTo("0");
        assertThat(ask("SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
                        + " WHERE d.datname = current_database()"))
                .isEqualTo("0");
    }

    @Test
    void itIsKnownWhereOurNamespaceIsItsOwnToo() {
        SchemaEngine engine = SchemaEngine.builder(database.dataSource())
                .model(NetRavenSchema.model())
                .namespace("public")
                .build();

        assertThatExceptionOfType(PredecessorFound.class).isThrownBy(engine::initialize);
    }

    @Test
    void theStatusForeseesIt() {
        SchemaStatus status = PythonDatabase.engine(database.dataSource()).status();

        assertThat(status.predecessor())
                .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("the Python NetRaven"));
        assertThat(status.forecast().initialize()).isEmpty();
        assertThat(status.forecast().upgrade()).isEmpty();
    }

    @Test
    void movedAsideItIsInNobodysWay() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(OperatorShell.PAGE.sqlHandedOver("CREATE SCHEMA python_netraven"));
        }

        assertThat(PythonDatabase.engine(database.dataSource()).initialize().outcome())
                .isEqualTo(InitializationOutcome.CREATED);
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
