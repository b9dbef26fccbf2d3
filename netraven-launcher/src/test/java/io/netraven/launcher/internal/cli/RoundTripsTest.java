package io.netraven.launcher.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.testing.TestDatabase;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RoundTripsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @Test
    void countsOneRoundTripOfAWarmInit() throws IOException {
        assertThat(roundTripsOf("init")).isEqualTo(1);
    }

    @Test
    void countsMoreOfAValidation() throws IOException {
        assertThat(roundTripsOf("validate")).isBetween(2, 20);
    }

    private static int roundTripsOf(String command) throws IOException {
        try (RoundTrips roundTrips = new RoundTrips(database.host(), database.port())) {
            Map<String, String> environment = Map.of(
                    "POSTGRES_HOST", "127.0.0.1",
                    "POSTGRES_PORT", Integer.toString(roundTrips.port()),
                    "POSTGRES_DB", database.name(),
                    "POSTGRES_USER", database.user(),
                    "POSTGRES_PASSWORD", database.password(),
                    "NETRAVEN_TLS_MODE", "disable");
            LauncherRun run = LauncherRun.of(environment, command);
            assertThat(run.exitCode()).as(run.err()).isZero();
            return roundTrips.count();
        }
    }
}
