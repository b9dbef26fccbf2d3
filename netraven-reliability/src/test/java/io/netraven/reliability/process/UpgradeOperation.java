package io.netraven.reliability.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.Fleet;
import io.netraven.launcher.testing.Starter;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The fleet service's tables, filled, go from its first release to its newest. */
record UpgradeOperation(Path folder) implements Operation {

    private static final SchemaModel OLD = Fleet.release(1);
    private static final SchemaModel NEW = Fleet.release(Fleet.NEWEST);

    private static final Template FILLED = new Template("fleet_to_be_upgraded", UpgradeOperation::fill);

    private static final int VEHICLES = 20_000;

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
        arguments.addAll(Starter.of(NEW, folder).options());
        return arguments;
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Left check(Target target) throws SQLException {
        assertThat(target.count(WHOLE)).as("whole vehicles").isEqualTo(VEHICLES);
        boolean old = isEqual(target, OLD);
        assertThat(isEqual(target, NEW)).as("the old schema, or the new").isNotEqualTo(old);
        return old ? Left.AS_BEFORE : Left.COMPLETE;
    }

    private static boolean isEqual(Target target, SchemaModel model) {
        return engine(target.dataSource(), model).validate().differences().isEmpty();
    }

    private static SchemaEngine engine(DataSource database, SchemaModel model) {
        return SchemaEngine.builder(database).model(model).build();
    }

    private static void fill(DataSource empty) {
        engine(empty, OLD).initialize();
        try (Connection connection = empty.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO vehicles (id, plate) SELECT gen_random_uuid(), n FROM generate_series(1, "
                    + VEHICLES + ") n");
            statement.execute("INSERT INTO trips (id, vehicle_id, distance)"
                    + " SELECT gen_random_uuid(), id, plate::int FROM vehicles");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
