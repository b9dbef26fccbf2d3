package io.netraven.launcher.testing;

import io.netraven.launcher.internal.config.Settings;
import io.netraven.launcher.internal.config.SettingsReader;
import io.netraven.launcher.internal.connect.DirectDataSource;
import io.netraven.schema.testing.OpenSession;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.Template;
import io.netraven.schema.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database of one test's own, empty or of a template, with roles of its own that go with it. */
public final class Database implements AutoCloseable {

    public static final String PASSWORD = "hidden-Pa55-word";

    private final ScratchDatabase scratch;
    private final List<String> roles = new ArrayList<>();

    public Database() {
        this.scratch = TestServer.shared().createDatabase();
    }

    public Database(Template template) {
        this.scratch = TestServer.shared().createDatabase(template);
    }

    public Login login() {
        return Login.of(scratch);
    }

    public ScratchDatabase scratch() {
        return scratch;
    }

    public String name() {
        return scratch.name();
    }

    /** Makes a role that may connect, and no more than PUBLIC may. */
    public Login role(String suffix, String... options) throws SQLException {
        String role = name() + "_" + suffix;
        execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "' " + String.join(" ", options));
        roles.add(role);
        return login().as(role, PASSWORD);
    }

    /** Names a role that a process is to make; it goes with the database too. */
    public String roleToBeMade(String suffix) {
        String role = name() + "_" + suffix;
        roles.add(role);
        return role;
    }

    /** Makes a role that owns the database. */
    public Login owner(String... options) throws SQLException {
        Login owner = role("owner", options);
        execute("ALTER DATABASE " + name() + " OWNER TO " + owner.user());
        return owner;
    }

    public Connection connect() throws SQLException {
        return scratch.connect();
    }

    /** Connects as the pool of a service does that embeds NetRaven. */
    public Connection connectAsService() throws SQLException {
        Settings settings = SettingsReader.read(Map.of(), login().environment(), Path.of(""), true);
        return new DirectDataSource(settings.endpoint().orElseThrow(), "service", Duration.ZERO).getConnection();
    }

    /** Executes statements as the superuser. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            Sql.execute(connection, statements);
        }
    }

    /** Asks for one text as the superuser. */
    public String ask(String query) throws SQLException {
        try (Connection connection = connect()) {
            return Sql.ask(connection, query);
        }
    }

    /** Waits until a session of the launcher waits for a lock that a connection holds. */
    public void untilHeldUpBy(Connection holder) throws SQLException {
        String pid = Sql.ask(holder, "SELECT pg_backend_pid()");
        Await.until(() -> !ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'netraven-launcher' AND "
                        + pid + " = ANY (pg_blocking_pids(pid))")
                .equals("0"));
    }

    /** The sessions of the launcher. */
    public List<OpenSession> launcherSessions() {
        return scratch.openSessions().stream()
                .filter(session -> session.applicationName().equals("netraven-launcher"))
                .toList();
    }

    /** Waits until a session of the launcher has tried in vain for the lock that lets one starter work at a time. */
    public void untilAStarterWaits() {
        // Each try is a transaction of its own, which is rolled back.
        Await.until(() -> launcherSessions().stream()
                .map(OpenSession::query)
                .anyMatch(query -> query.contains("pg_try_advisory_xact_lock") || query.equals("ROLLBACK")));
    }

    /** A dead client's session ends when the server notices, with COMMIT where it has come. Returns how long that took. */
    public Duration untilNobodyIsConnected() {
        return Await.until(() -> scratch.openSessions().isEmpty());
    }

    @Override
    public void close() {
        scratch.close();
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement()) {
            for (String role : roles) {
                statement.execute("DROP ROLE IF EXISTS " + role);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The roles of " + scratch + " were not dropped", e);
        }
    }
}
