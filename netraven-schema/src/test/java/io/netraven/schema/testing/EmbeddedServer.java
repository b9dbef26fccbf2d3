package io.netraven.schema.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server that this process unpacks and starts. It writes nothing durably. The superuser is trusted; every other role
 * has to give its password.
 */
final class EmbeddedServer implements Server {

    private static final String SUPERUSER = "postgres";
    private static final int ATTEMPTS = 3;
    private static final Duration START = Duration.ofSeconds(60);
    private static final String ACCESS = """
            local all postgres trust
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final EmbeddedPostgres postgres;
    private final Path log;
    private final boolean keepLog;

    private EmbeddedServer(EmbeddedPostgres postgres, Path log, boolean keepLog) {
        this.postgres = postgres;
        this.log = log;
        this.keepLog = keepLog;
    }

    static EmbeddedServer start(Settings settings) {
        Optional<Path> keptLog = settings.get(Settings.LOG_FILE).map(Path::of);
        try {
            Path log = keptLog.isPresent() ? keptLog.get() : Files.createTempFile("netraven-test-server-", ".log");
            String configuration = configuration(settings);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Path data = freshDataDirectory();
                EmbeddedPostgres postgres = start(data, log, configuration);
                if (servesFrom(data, postgres)) {
                    return new EmbeddedServer(postgres, log, keptLog.isPresent());
                }
                // Between the choice of the port and the start another process took it, and answered.
                postgres.close();
            }
            throw new IllegalStateException("No free port in " + ATTEMPTS + " attempts; see " + log);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL started and refuses to work", e);
        }
    }

    private static EmbeddedPostgres start(Path data, Path log, String configuration) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setDataDirectoryCustomizer(directory -> configure(directory, configuration))
                .setServerConfig("max_connections", MAX_CONNECTIONS)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(START)
                .setRegisterShutdownHook(false)
                .start();
    }

    /** A child of the one folder in which the library looks for what killed processes left, to clear it away. */
    private static Path freshDataDirectory() {
        String parent = System.getProperty("ot.epg.working-dir");
        return (parent == null ? Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg") : Path.of(parent))
                .resolve("netraven-" + UUID.randomUUID());
    }

    private static String configuration(Settings settings) {
        return """
                log_line_prefix = '%s'
                log_statement = '%s'
                full_page_writes = off
                """.formatted(LOG_LINE_PREFIX, Server.logStatement(settings));
    }

    private static void configure(File data, String configuration) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), ACCESS, UTF_8);
            Files.writeString(
                    data.toPath().resolve("postgresql.conf"), configuration, UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean servesFrom(Path data, EmbeddedPostgres postgres) throws IOException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('data_directory')")) {
            return row.next()
                    && Files.exists(Path.of(row.getString(1)))
                    && Files.isSameFile(Path.of(row.getString(1)), data);
        }
    }

    @Override
    public ServerAddress address() {
        return new ServerAddress("localhost", postgres.getPort(), SUPERUSER, SUPERUSER, "postgres", Map.of());
    }

    @Override
    public Optional<String> log() {
        try {
            return Optional.of(Files.readString(log, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            postgres.close();
            if (!keepLog) {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
