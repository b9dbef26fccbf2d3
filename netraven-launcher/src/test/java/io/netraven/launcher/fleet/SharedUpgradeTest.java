package io.netraven.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The workshop's model includes the fleet's, and each is released when its own people like. */
class SharedUpgradeTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @BeforeEach
    void startBoth() {
        engine(Fleet.release(2)).initialize();
        engine(workshop(2)).initialize();
    }

    @Test
    void goesOnWhereTheFleetHasUpgradedTheTablesOfBoth() {
        assertThat(engine(Fleet.release(3)).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);

        goesOn(engine(Fleet.release(2)));
        goesOn(engine(workshop(2)));
        assertThat(engine(workshop(3)).upgrade().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
    }

    @Test
    void goesOnWhereTheWorkshopHasUpgradedTheTablesOfBoth() {
        assertThat(engine(workshop(3)).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);

        goesOn(engine(workshop(2)));
        goesOn(engine(Fleet.release(2)));
        assertThat(engine(Fleet.release(3)).upgrade().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
    }

    private static void goesOn(SchemaEngine earlier) {
        InitializationReport report = earlier.initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.tolerated()).isNotEmpty();
    }

    private static SchemaModel workshop(int release) {
        return SchemaModel.named("workshop", Integer.toString(release))
                .include(Fleet.release(release))
                .entities(Workshop.ENTITIES)
                .build();
    }

    private static SchemaEngine engine(SchemaModel model) {
        return SchemaEngine.builder(database.dataSource()).model(model).build();
    }
}
