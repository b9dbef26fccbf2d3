package io.netraven.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.alteration.DatabaseContent;
import io.netraven.launcher.fleet.Fleet;
import io.netraven.launcher.testing.Database;
import io.netraven.launcher.testing.Ended;
import io.netraven.launcher.testing.Starter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a service: four releases forwards, one that cannot be applied, back to the first, and forwards again. */
class FiveReleasesIT {

    /** What the release before tolerates of a release's upgrade. */
    private static final Map<Integer, List<String>> TOLERATED = Map.of(
            2, List.of("vehicles.notes", "trips.ix_trips_started_at"),
            3, List.of("vehicles.plate", "vehicles.kind", "vehicles.ck_vehicles_status"),
            4, List.of("vehicles.depot_code", "vehicles.uq_vehicles_plate", "trips.ck_trips_distance"));

    private static final Logger log = LoggerFactory.getLogger(FiveReleasesIT.class);

    private final Database database = new Database();
    private List<Starter> releases = List.of();
    private int stored;

    @BeforeEach
    void write(@TempDir Path folder) {
        releases = IntStream.rangeClosed(1, Fleet.HAZARDOUS)
                .mapToObj(number -> Starter.of(Fleet.release(number), folder))
                .toList();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    @Tag("long")
    void goForwardsBesideARunningServiceAndBackAndForwardsAgain() throws SQLException {
        run(1, "init").succeededWith("CREATED");
        for (int next = 2; next <= Fleet.NEWEST; next++) {
            isRefusedToInit(next);
            changesNothingWhenItIsTried(next);
            isAppliedWhileTheReleaseBeforeWorks(next);
            runsBesideTheReleaseBefore(next);
        }
        isRefusedToUpgrade();
        for (int before = Fleet.NEWEST - 1; before >= 1; before--) {
            isGoneBackTo(before);
        }
        isGoneForwardToAgain();
    }

    private void isRefusedToInit(int next) throws SQLException {
        run(next - 1, "status").succeededWith("READY");
        run(next, "status").succeededWith("NOT_RECORDED");
        assertThat(run(next, "plan").succeeded().out()).contains("ALTER TABLE").doesNotContain("HAZARD");
        List<String> before = content();

        assertThat(run(next, "init").failedWith(1)).contains("missing");

        assertThat(content()).isEqualTo(before);
        run(next - 1, "validate").succeededWith("EQUAL");
    }

    private void changesNothingWhenItIsTried(int next) throws SQLException {
        List<String> before = content();

        assertThat(run(next, "upgrade", "--dry-run").succeeded().out()).contains("UPGRADED");

        assertThat(content()).isEqualTo(before);
        run(next - 1, "init").succeededWith("UP_TO_DATE");
    }

    private void isAppliedWhileTheReleaseBeforeWorks(int next) throws SQLException {
        try (RunningService service = RunningService.start(database, next - 1)) {
            Ended upgrade =
                    releases.get(next - 1).run(database.login(), "upgrade").succeededWith("UPGRADED");
            service.works();

            stored += service.stop();
            nothingIsLost();
            log.info(
                    "Upgraded to release {} in {} ms; the service of release {} waited {} ms at most",
                    next,
                    upgrade.took().toMillis(),
                    next - 1,
                    service.longest().toMillis());
        }
    }

    private void runsBesideTheReleaseBefore(int next) throws SQLException {
        run(next, "validate").succeededWith("EQUAL");
        isReady(next);
        isReady(next - 1);
        assertThat(run(next - 1, "init").out()).contains("Tolerated").contains(TOLERATED.getOrDefault(next, List.of()));
        assertThat(run(next - 1, "validate").out()).startsWith("DIFFERENT  0 breaking");
        try (RunningService older = RunningService.start(database, next - 1);
                RunningService newer = RunningService.start(database, next)) {
            stored += older.stop() + newer.stop();
        }
        nothingIsLost();
    }

    private void isRefusedToUpgrade() throws SQLException {
        List<String> before = content();
        assertThat(run(Fleet.HAZARDOUS, "plan").succeeded().out()).contains("HAZARD", "purpose");

        assertThat(run(Fleet.HAZARDOUS, "upgrade", "--dry-run").failedWith(1)).contains("trips.purpose");
        assertThat(run(Fleet.HAZARDOUS, "upgrade").failedWith(1)).contains("trips.purpose");
        assertThat(run(Fleet.HAZARDOUS, "init").failedWith(1)).contains("trips.purpose");

        assertThat(content()).isEqualTo(before);
        run(Fleet.NEWEST, "validate").succeededWith("EQUAL");
    }

    private void isGoneBackTo(int release) throws SQLException {
        isReady(release);
        try (RunningService service = RunningService.start(database, release)) {
            stored += service.stop();
        }
        nothingIsLost();
    }

    private void isGoneForwardToAgain() throws SQLException {
        isReady(Fleet.NEWEST);
        run(Fleet.NEWEST, "upgrade").succeededWith("UP_TO_DATE");
        run(Fleet.NEWEST, "validate").succeededWith("EQUAL");
        isGoneBackTo(Fleet.NEWEST);
        log.info("{} vehicles were stored on the way, and {} are there", stored, stored);
    }

    private void isReady(int release) {
        run(release, "init").succeededWith("UP_TO_DATE");
        run(release, "wait").succeededWith("READY");
    }

    private void nothingIsLost() throws SQLException {
        assertThat(database.ask("SELECT count(*) FROM vehicles")).isEqualTo(Integer.toString(stored));
        assertThat(database.ask("SELECT count(DISTINCT vehicle_id) FROM trips WHERE distance = 7"))
                .isEqualTo(Integer.toString(stored));
    }

    private List<String> content() throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.read(connection);
        }
    }

    private Ended run(int release, String... arguments) {
        return releases.get(release - 1).runHere(database.login(), arguments);
    }
}
