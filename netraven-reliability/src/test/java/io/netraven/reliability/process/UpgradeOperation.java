package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.FleetUpgrade;
import io.netraven.launcher.testing.Starter;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The fleet service's tables, filled, go from its first release to its newest. */
record UpgradeOperation(Path folder) implements Operation {

    private static final int VEHICLES = 20_000;

    private static final Template FILLED = FleetUpgrade.filled(VEHICLES, "plate::int FROM vehicles");

    /** Every vehicle has one trip, and its number is in each of its values. */
    private static final String WHOLE = """
            SELECT count(*) FROM vehicles v JOIN trips t ON t.vehicle_id = v.id
            WHERE v.plate = t.distance::text AND v.status = 'idle' AND t.distance BETWEEN 1 AND""" + " " + VEHICLES;

    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public Template before() {
        return FILLED;
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("upgrade"));
        arguments.addAll(Starter.of(FleetUpgrade.NEW, folder).options());
        return arguments;
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Left check(Target target) throws SQLException {
        assertThat(target.count(WHOLE)).as("whole vehicles").isEqualTo(VEHICLES);
        return FleetUpgrade.isBefore(target.dataSource()) ? Left.AS_BEFORE : Left.COMPLETE;
    }
}
