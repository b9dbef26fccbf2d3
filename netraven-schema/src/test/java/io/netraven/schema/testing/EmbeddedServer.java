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
import java.util.List;
import java.util.Locale;
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
    private static final String WORKING_DIRECTORY = "ot.epg.working-dir";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String FOLDER = "embedded-pg-" + System.getProperty("user.name");
    private static final long PLENTY = 2L << 30;
    private static final Duration START = Duration.ofMinutes(5);
    private static final Map<String, String> BUILTIN_LOCALE =
            Map.of("locale-provider", "builtin", "builtin-locale", "C.UTF-8");
    /** A JVM that just started spends 12 ms on the 4,096 iterations that are usual, at each login. */
    private static final String QUICK_LOGIN = "scram_iterations = 1\n";

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
        String configuration = configuration(settings);
        try {
            new UnpackedBinaries(binariesParent()).requireSpace();
            Path parent = dataParent(settings);
            Path log = keptLog.isPresent() ? keptLog.get() : Files.createTempFile("netraven-test-server-", ".log");
            return new EmbeddedServer(start(parent, configuration, log), log, keptLog.isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Path parent, String configuration, Path log) {
        UnpackedBinaries binaries = new UnpackedBinaries(binariesParent());
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Path data = parent.resolve("netraven-" + UUID.randomUUID());
                EmbeddedPostgres postgres = start(parent, data, configuration, log);
                if (servesFrom(data, postgres)) {
                    binaries.haveServed();
                    return postgres;
                }
                // Between the choice of the port and the start another process took it, and answered.
                postgres.close();
            }
            throw new IllegalStateException("no free port in " + ATTEMPTS + " attempts");
        } catch (IOException | SQLException | RuntimeException e) {
            List<Path> discarded = binaries.discard();
            String again = discarded.isEmpty()
                    ? ""
                    : ". Its binaries may have been unpacked in part, and are deleted: " + discarded
                            + ". See that there is space, and run the tests again";
            throw new IllegalStateException("The embedded PostgreSQL did not start; its log is " + log + again, e);
        }
    }

    private static EmbeddedPostgres start(Path parent, Path data, String configuration, Path log) throws IOException {
        try {
            return start(parent, data, configuration + QUICK_LOGIN, log, BUILTIN_LOCALE);
        } catch (IOException | RuntimeException e) {
            // Binaries of a release before 17 know neither, and tell of their release only once they run.
            try {
                return start(parent, data, configuration, log, Map.of());
            } catch (IOException | RuntimeException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    private static EmbeddedPostgres start(
            Path parent, Path data, String configuration, Path log, Map<String, String> locale) throws IOException {
        EmbeddedPostgres.Builder builder = builderFor(parent);
        locale.forEach(builder::setLocaleConfig);
        return builder.setDataDirectory(data)
                .setDataDirectoryCustomizer(directory -> configure(directory, configuration))
                .setServerConfig("max_connections", MAX_CONNECTIONS)
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(START)
                .setRegisterShutdownHook(false)
                .start();
    }

    /**
     * Makes the library look in the data's own parent for what killed processes left, and clear it away. It knows that
     * folder by a property alone; the unpacked binaries stay where they always are.
     */
    private static EmbeddedPostgres.Builder builderFor(Path parent) {
        String before = System.getProperty(WORKING_DIRECTORY);
        Path binaries = binariesParent();
        System.setProperty(WORKING_DIRECTORY, parent.toString());
        try {
            return EmbeddedPostgres.builder().setOverrideWorkingDirectory(binaries.toFile());
        } finally {
            if (before == null) {
                System.clearProperty(WORKING_DIRECTORY);
            } else {
                System.setProperty(WORKING_DIRECTORY, before);
            }
        }
    }

    /** In memory where there is plenty: a clone takes a fraction of the time, and nothing is to outlive the process. */
    private static Path dataParent(Settings settings) throws IOException {
        Optional<Path> chosen = settings.get(Settings.DATA_PARENT).map(Path::of);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        boolean plenty = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= PLENTY;
        return plenty ? MEMORY.resolve(FOLDER) : onDisk();
    }

    /** Each user's own: what another one has made there cannot be changed, or trusted. */
    private static Path onDisk() {
        return Path.of(System.getProperty("java.io.tmpdir"), FOLDER);
    }

    private static Path binariesParent() {
        String chosen = System.getProperty(WORKING_DIRECTORY);
        return chosen == null ? onDisk() : Path.of(chosen);
    }

    private static String configuration(Settings settings) {
        return String.format(Locale.ROOT, """
                log_line_prefix = '%s'
                log_statement = '%s'
                full_page_writes = off
                min_wal_size = 32MB
                max_wal_size = 512MB
                checkpoint_warning = 0
                """, LOG_LINE_PREFIX, Server.logStatement(settings));
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
    public boolean isDurable() {
        return false;
    }

    @Override
    public Optional<String> log() {
        try {
            return Optional.of(new String(Files.readAllBytes(log), UTF_8));
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
