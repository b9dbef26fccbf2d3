package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.fleet.FleetUpgrade;
import io.netraven.launcher.testing.Await;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.LauncherProcess;
import io.netraven.launcher.testing.Moments;
import io.netraven.launcher.testing.Starter;
import io.netraven.launcher.testing.State;
import io.netraven.launcher.testing.Tally;
import io.netraven.schema.testing.Template;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade that is killed at any moment leaves the old release's schema or the new one's, and every row. */
class InterruptedUpgradeIT {

    private static final int FEW = 1;
    private static final int MANY = Moments.many(50);

    private static final Template FILLED = FleetUpgrade.filled(5_000, "km FROM vehicles, generate_series(1, 10) km");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void atAFewMoments() throws SQLException {
        killAtMoments(FEW);
    }

    @Test
    @Tag("long")
    void atManyMoments() throws SQLException {
        killAtMoments(MANY);
    }

    private void killAtMoments(int rounds) throws SQLException {
        Starter release = Starter.of(FleetUpgrade.NEW, folder);
        Duration whole = durationOfAnUpgrade(release);
        Tally tally = new Tally("Upgrades killed", rounds);
        for (int round = 0; round < rounds; round++) {
            try (Database database = new Database(FILLED)) {
                String rows = database.ask(FleetUpgrade.ROWS);
                try (LauncherProcess upgrade = release.start(database.login(), "upgrade")) {
                    Await.pause(Moments.of(whole, round, rounds));
                    upgrade.kill();
                }
                Duration held = database.untilNobodyIsConnected();
                State state = state(database);
                tally.add(state, held);
                assertThat(database.ask(FleetUpgrade.ROWS)).isEqualTo(rows);

                Ended next = release.run(database.login(), "upgrade").succeeded();
                assertThat(state(database)).isEqualTo(State.COMPLETE);
                assertThat(database.ask(FleetUpgrade.ROWS)).isEqualTo(rows);
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
        return FleetUpgrade.isBefore(database.scratch().dataSource()) ? State.AS_BEFORE : State.COMPLETE;
    }
}
