package io.netraven.schema.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for tests, one for this process, started when it is first asked for and stopped when the process
 * ends.
 *
 * <pre>{@code
 * try (ScratchDatabase database = TestServer.shared().createDatabase(Template.of(model))) {
 *     ... database.dataSource() ...
 * }
 * }</pre>
 *
 * <p>Which server is decided once: the one that {@code NETRAVEN_TEST_DATABASE_URL} names; else what {@code
 * NETRAVEN_TEST_SERVER} says, {@code testcontainers} or {@code embedded}, which is the default. Each name is a system
 * property or an environment variable. {@code NETRAVEN_TEST_VERSION} is the major version that it has to have.
 *
 * <p>On a server that was there before, databases left by killed processes are dropped at the start. Names tell whose
 * they are: {@code netraven_test_<run>_<number>} and {@code netraven_template_<run>_<key>}.
 *
 * <p>Safe for use by several threads. In JUnit tests {@link TestDatabase} is the better entry.
 */
public final class TestServer {

    private static final Once<TestServer> SHARED = new Once<>("The test server", () -> {
        Settings settings = Settings.ofThisProcess();
        TestServer server = new TestServer(Server.choose(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "netraven-test-server-stop"));
        return server.ofVersion(settings);
    });

    /** Databases of runs that have no session any more; see {@link MaintenanceSessions}. */
    private static final String LEFT_BEHIND = """
            SELECT datname FROM pg_database AS d
            WHERE datname ~ '^netraven_(test|template)_[0-9a-f]{8}_'
              AND NOT EXISTS (
                SELECT FROM pg_stat_activity
                WHERE application_name = 'netraven-tests-' || split_part(d.datname, '_', 3))
            """;

    private final Server server;
    private final ServerAddress address;
    private final MaintenanceSessions maintenance;
    private final String run =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<String, Once<String>> templates = new ConcurrentHashMap<>();
    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private final int versionMajor;
    private final boolean superuser;

    /** Files are copied in half the time of the default, which is for servers that checkpoints cost something. */
    private final String strategy;

    TestServer(Server server) {
        this.server = server;
        this.address = server.address();
        var dataSource = address.dataSource(address.maintenanceDatabase(), address.user(), address.password());
        dataSource.setApplicationName("netraven-tests-" + run);
        this.maintenance = new MaintenanceSessions(dataSource);
        this.versionMajor = maintenance.ask(
                statement -> statement.getConnection().getMetaData().getDatabaseMajorVersion());
        this.superuser = maintenance.ask(statement -> {
            try (ResultSet row = statement.executeQuery("SELECT current_setting('is_superuser')::bool")) {
                return row.next() && row.getBoolean(1);
            }
        });
        this.strategy = versionMajor >= 15 && !server.isDurable() ? " STRATEGY file_copy" : "";
        dropLeftBehind();
    }

    /**
     * Returns the server of this process, started if need be.
     *
     * @return always the same server
     * @throws IllegalStateException when it could not be started, now or the first time
     */
    public static TestServer shared() {
        return SHARED.get();
    }

    /**
     * Creates an empty database, a copy of {@code template0}.
     *
     * @return a database that the caller closes
     */
    public ScratchDatabase createDatabase() {
        return create(nextName(), "template0");
    }

    /**
     * Creates a database with the content of a template, whose settings and grants of the database itself included.
     * The template is filled when it is first asked for.
     *
     * @param template the content
     * @return a database that the caller closes
     * @throws IllegalStateException when the template could not be filled, now or the first time
     */
    public ScratchDatabase createDatabase(Template template) {
        return createDatabase(template, ScratchDatabase.GRACE);
    }

    /** Likewise, with so much time for the sessions of the filling to end. */
    ScratchDatabase createDatabase(Template template, Duration grace) {
        TemplateDatabase cloning = new TemplateDatabase(this, grace);
        String source = templates
                .computeIfAbsent(
                        template.key(),
                        key -> new Once<>(
                                "The template " + key,
                                () -> cloning.make(template, "netraven_template_" + run + "_" + key)))
                .get();
        return cloning.copy(source, nextName());
    }

    /**
     * Connects to the maintenance database as the fixture's role, for what concerns the whole server, such as roles.
     *
     * @return a connection that the caller closes
     * @throws SQLException when the server refuses
     */
    public Connection connect() throws SQLException {
        return address.dataSource(address.maintenanceDatabase(), address.user(), address.password())
                .getConnection();
    }

    /**
     * Tells whether the fixture's role is a superuser. On a server that this process started it is.
     *
     * @return false on a server where the role may only create databases
     */
    public boolean isSuperuser() {
        return superuser;
    }

    /**
     * Returns the server's major version.
     *
     * @return such as 18
     */
    public int versionMajor() {
        return versionMajor;
    }

    /**
     * Returns the server's log so far.
     *
     * @return the text, or nothing for a server that was there before
     */
    public Optional<String> log() {
        return server.log();
    }

    /** Fails where another version was asked for: a matrix of versions that tries one of them twice shows nothing. */
    TestServer ofVersion(Settings settings) {
        String wanted = settings.get(Settings.VERSION).orElse("");
        if (!wanted.isEmpty() && !wanted.equals(Integer.toString(versionMajor))) {
            throw new IllegalStateException(
                    "The test server is PostgreSQL " + versionMajor + ", and " + Settings.VERSION + " is " + wanted);
        }
        return this;
    }

    ServerAddress address() {
        return address;
    }

    MaintenanceSessions maintenance() {
        return maintenance;
    }

    ScratchDatabase create(String name, String template) {
        maintenance.execute("CREATE DATABASE " + name + " TEMPLATE " + template + strategy);
        databases.add(name);
        return new ScratchDatabase(this, name);
    }

    void drop(String name) {
        maintenance.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        databases.remove(name);
    }

    /** Drops what this run made, where that outlives it, and stops what it started. */
    void stop() {
        if (server instanceof ExternalServer) {
            databases.forEach(this::drop);
        }
        maintenance.close();
        server.stop();
    }

    private String nextName() {
        return "netraven_test_" + run + "_" + lastNumber.incrementAndGet();
    }

    private void dropLeftBehind() {
        maintenance.ask(statement -> {
            for (String name : names(statement)) {
                try {
                    statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                } catch (SQLException e) {
                    // Another process clears away the same, or the database belongs to another role.
                }
            }
            return true;
        });
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(LEFT_BEHIND)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
