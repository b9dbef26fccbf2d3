package io.netraven.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What sets the releases apart, as their users have it to deal with. */
class FleetTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @Test
    void eachReleaseIsRefusedByAnOlderSchemaAndPlansNothingThatLosesData() throws SQLException {
        engine(1).initialize();
        for (int release = 2; release <= Fleet.NEWEST; release++) {
            SchemaEngine next = engine(release);
            assertThatThrownBy(next::initialize).isInstanceOf(Refused.class);

            String plan = next.plan();
            assertThat(plan).doesNotContain("HAZARD");
            execute(plan);

            assertThat(next.validate().differences()).isEmpty();
            assertThat(next.initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
        }
    }

    @Test
    void theNewestReleaseCanBePlannedFromTheFirst() throws SQLException {
        engine(1).initialize();
        SchemaEngine newest = engine(Fleet.NEWEST);

        execute(newest.plan());

        assertThat(newest.validate().differences()).isEmpty();
    }

    @Test
    void theHazardousReleaseIsToldToBeOne() {
        engine(Fleet.NEWEST).initialize();

        assertThat(engine(Fleet.HAZARDOUS).plan()).contains("HAZARD (rows need a value", "HAZARD (drops data");
    }

    private static SchemaEngine engine(int release) {
        return SchemaEngine.builder(database.dataSource())
                .model(Fleet.release(release))
                .build();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
