package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator has set for a login or a database changes neither an outcome nor a comparison. */
class SessionSettingsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quote_all_identifiers = on",
                "standard_conforming_strings = off",
                "default_transaction_isolation = 'serializable'",
                "default_transaction_deferrable = on",
                "check_function_bodies = off",
                "IntervalStyle = 'iso_8601'",
                "bytea_output = 'escape'",
                "array_nulls = off",
                "transform_null_equals = on",
                "xmloption = 'document'",
                "client_min_messages = 'debug1'",
                "search_path = '\"$user\"'"
            })
    void changesNothing(String setting) throws SQLException {
        SchemaEngine engine = engine();
        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
        String fingerprint = engine.status().liveFingerprint();
        run("ALTER ROLE CURRENT_USER IN DATABASE " + database.name() + " SET " + setting);

        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(engine.status().liveFingerprint()).isEqualTo(fingerprint);
        assertThat(engine.validate().differences()).isEmpty();
        assertThat(engine.plan()).isEmpty();
    }

    @Test
    void makesTheSameDatabase() throws SQLException {
        run("ALTER ROLE CURRENT_USER IN DATABASE " + database.name() + " SET quote_all_identifiers = on");
        SchemaEngine engine = engine();

        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
        assertThat(engine.initialize().phases()).extracting(Phase::name).containsExactly("connect", "check");
        run("ALTER ROLE CURRENT_USER IN DATABASE " + database.name() + " RESET quote_all_identifiers");
        assertThat(engine.initialize().phases()).extracting(Phase::name).containsExactly("connect", "check");
        assertThat(engine.validate().differences()).isEmpty();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SchemaEngine engine() {
        return SchemaEngine.builder(database.dataSource())
                .model(SchemaEngineTest.MODEL)
                .namespace("fleet")
                .build();
    }
}
