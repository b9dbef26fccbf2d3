package io.netraven.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.Sql;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.Template;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The way from the fleet's first release to its newest, for tables that have rows; and which of the two is there. */
public final class FleetUpgrade {

    public static final SchemaModel OLD = Fleet.release(1);
    public static final SchemaModel NEW = Fleet.release(Fleet.NEWEST);

    /** Every value that the old release has stored. */
    public static final String ROWS = """
            SELECT md5(string_agg(concat_ws(' ', t.id, t.distance, t.started_at, v.id, v.plate, v.status), ' ' ORDER BY t.id))
            FROM trips t JOIN vehicles v ON v.id = t.vehicle_id""";

    private FleetUpgrade() {}

    /**
     * Returns the old release's tables with rows.
     *
     * @param vehicles how many, whose plates are numbers from one
     * @param trips what each vehicle's trips are of: {@code distance FROM vehicles …}
     */
    public static Template filled(int vehicles, String trips) {
        return new Template("fleet_with_" + vehicles + "_vehicles", empty -> fill(empty, vehicles, trips));
    }

    /** Tells whether the old schema is there; fails unless it is that one or the new. */
    public static boolean isBefore(DataSource database) {
        boolean old = isEqual(database, OLD);
        assertThat(isEqual(database, NEW))
                .as("either the old schema or the new")
                .isNotEqualTo(old);
        return old;
    }

    private static boolean isEqual(DataSource database, SchemaModel model) {
        return engine(database, model).validate().differences().isEmpty();
    }

    private static SchemaEngine engine(DataSource database, SchemaModel model) {
        return SchemaEngine.builder(database).model(model).build();
    }

    private static void fill(DataSource empty, int vehicles, String trips) {
        engine(empty, OLD).initialize();
        try (Connection connection = empty.getConnection()) {
            Sql.execute(
                    connection,
                    "INSERT INTO vehicles (id, plate) SELECT gen_random_uuid(), n FROM generate_series(1, " + vehicles
                            + ") n",
                    "INSERT INTO trips (id, vehicle_id, distance) SELECT gen_random_uuid(), vehicles.id, " + trips);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
