package io.netraven.schema.testing;

import java.util.Map;
import java.util.Optional;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, started through Testcontainers. This class alone loads Testcontainers. */
final class ContainerServer implements Server {

    private static final String DEFAULT_IMAGE = "postgres:18-alpine";

    private final PostgreSQLContainer container;

    private ContainerServer(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerServer start(Settings settings) {
        String image = settings.get(Settings.IMAGE).orElse(DEFAULT_IMAGE);
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container.withUsername("postgres").withPassword("postgres").withDatabaseName("postgres");
        container.setCommand(
                "postgres",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=" + MAX_CONNECTIONS,
                "-c",
                "log_line_prefix=" + LOG_LINE_PREFIX,
                "-c",
                "log_statement=" + Server.logStatement(settings));
        container.start();
        return new ContainerServer(container);
    }

    @Override
    public ServerAddress address() {
        return new ServerAddress(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword(),
                container.getDatabaseName(),
                Map.of());
    }

    @Override
    public Optional<String> log() {
        return Optional.of(container.getLogs());
    }

    @Override
    public void stop() {
        container.stop();
    }
}
