package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.Fleet;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Moments;
import io.netraven.launcher.testing.Starter;
import io.netraven.launcher.testing.State;
import io.netraven.launcher.testing.Tally;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade that is killed at any moment leaves the old release's schema or the new one's, and every row. */
class InterruptedUpgradeIT {

    private static final int FEW = 8;
    private static final int MANY = 50;

    private static final SchemaModel OLD = Fleet.release(1);
    private static final SchemaModel NEW = Fleet.release(Fleet.NEWEST);

    private static final Template FILLED = new Template("fleet_1_with_rows", InterruptedUpgradeIT::fill);

    /** Every value that the old release has stored. */
    private static final String ROWS = """
            SELECT md5(string_agg(concat_ws(' ', t.id, t.distance, t.started_at, v.id, v.plate, v.status), ' ' ORDER BY t.id))
            FROM trips t JOIN vehicles v ON v.id = t.vehicle_id""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void atAFewMoments() throws SQLException {
        killAtMoments(FEW);
    }

    @Test
    @Tag("long")
    void atFiftyMoments() throws SQLException {
        killAtMoments(MANY);
    }

    private void killAtMoments(int rounds) throws SQLException {
        Starter release = Starter.of(NEW, folder);
        Duration whole = durationOfAnUpgrade(release);
        Tally tally = new Tally("Upgrades killed", rounds);
        for (int round = 0; round < rounds; round++) {
            try (Database database = new Database(FILLED)) {
                String rows = database.ask(ROWS);
                try (LauncherProcess upgrade = release.start(database.login(), "upgrade")) {
                    Await.pause(Moments.of(whole, round, rounds));
                    upgrade.kill();
                }
                Duration held = database.untilNobodyIsConnected();
                State state = state(database);
                tally.add(state, held);
                assertThat(database.ask(ROWS)).isEqualTo(rows);

                Ended next = release.run(database.login(), "upgrade").succeeded();
                assertThat(state(database)).isEqualTo(State.COMPLETE);
                assertThat(database.ask(ROWS)).isEqualTo(rows);
                // The machine may be busier than it was.
                whole = state == State.AS_BEFORE ? next.took() : whole;
            }
        }
        tally.tell();
    }

    private static Duration durationOfAnUpgrade(Starter release) {
        try (Database database = new Database(FILLED)) {
            release.run(database.login(), "upgrade").succeededWith("UPGRADED");
        }
        try (Database database = new Database(FILLED)) {
            return release.run(database.login(), "upgrade").succeeded().took();
        }
    }

    private static State state(Database database) {
        boolean old = isEqual(database, OLD);
        assertThat(isEqual(database, NEW))
                .as("either the old schema or the new")
                .isNotEqualTo(old);
        return old ? State.AS_BEFORE : State.COMPLETE;
    }

    private static boolean isEqual(Database database, SchemaModel model) {
        return engine(database.scratch().dataSource(), model)
                .validate()
                .differences()
                .isEmpty();
    }

    private static SchemaEngine engine(DataSource database, SchemaModel model) {
        return SchemaEngine.builder(database).model(model).build();
    }

    private static void fill(DataSource empty) {
        engine(empty, OLD).initialize();
        try (Connection connection = empty.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO vehicles (id, plate) SELECT gen_random_uuid(), n FROM generate_series(1, 5000) n");
            statement.execute("INSERT INTO trips (id, vehicle_id, distance)"
                    + " SELECT gen_random_uuid(), id, km FROM vehicles, generate_series(1, 10) km");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
