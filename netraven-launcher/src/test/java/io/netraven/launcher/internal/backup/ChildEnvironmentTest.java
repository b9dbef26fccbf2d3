package io.netraven.launcher.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.internal.config.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PostgreSQL's programs connect where NetRaven's settings say, whatever the shell has. */
final class ChildEnvironmentTest {

    private static ChildEnvironment of(Map<String, String> properties, Map<String, String> environment) {
        List<String> servers = List.of("db.example.org:5433", "[::1]:5432");
        return ChildEnvironment.of(
                new Endpoint(servers, "netraven", "owner", Optional.empty(), properties), environment);
    }

    @Test
    void hasTheServersAndParametersOfTheSettings() {
        ChildEnvironment child = of(Map.of("sslmode", "verify-full"), Map.of("PGHOST", "elsewhere", "LANG", "C"));

        assertThat(child.variables())
                .containsOnly(
                        Map.entry("PGHOST", "db.example.org,::1"),
                        Map.entry("PGPORT", "5433,5432"),
                        Map.entry("PGTARGETSESSIONATTRS", "read-write"),
                        Map.entry("PGUSER", "owner"),
                        Map.entry("PGSSLMODE", "verify-full"),
                        Map.entry("LANG", "C"));
    }

    @Test
    void namesEachVariableOfLibpqThatIsNotUsedAndNoOther() {
        ChildEnvironment child = of(
                Map.of(),
                Map.of("PGHOSTADDR", "192.0.2.1", "PGOPTIONS", "-c x=y", "PGUSER", "owner", "PGB", "1", "PGTZ", "UTC"));

        assertThat(child.notPassedOn()).containsExactly("PGHOSTADDR", "PGOPTIONS");
        assertThat(child.variables()).containsEntry("PGTZ", "UTC").doesNotContainKeys("PGHOSTADDR", "PGOPTIONS");
    }

    @Test
    void hasNoSecretOfTheLauncher() {
        ChildEnvironment child = of(
                Map.of(),
                Map.of("POSTGRES_PASSWORD", "s3cret", "DATABASE_URL", "s3cret", "NETRAVEN_ENCRYPTION_KEY", "s3cret"));

        assertThat(child.variables()).doesNotContainValue("s3cret");
    }
}
