package io.netraven.schema.testing;

import io.netraven.schema.SchemaModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test method, or each test class, a database of its own on {@link TestServer#shared()}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = TestDatabase.perMethod().initializedWith(() -> model);
 *
 * @Test
 * void findsNothingInAFreshDatabase() throws SQLException {
 *     try (Connection connection = database.connect()) { ... }
 * }
 * }</pre>
 *
 * <p>Without {@code initializedWith} the database is empty. With it, the database is a clone of one that is filled once
 * for each model. Test and lifecycle methods may also take a {@link DataSource} or a {@link Connection} as a parameter;
 * the fixture closes such a connection.
 *
 * <p>After the test the database is dropped. Sessions that are then still open fail the test and are listed, unless
 * {@link #toleratingOpenSessions()} was asked for.
 *
 * <p>The settings are immutable: each method that changes one returns another instance. An instance may serve any
 * number of classes, and tests that run in parallel. The accessors answer for the test that runs on the calling thread.
 * A thread that a test has started is answered too while no other test uses the same instance; where tests run in
 * parallel, such a thread is to be given the {@link #current()} database by the test.
 */
public final class TestDatabase
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final String LEASE = "lease";

    private final boolean perClass;
    private final @Nullable Supplier<Template> template;
    /** How long sessions may take to end; null where they may stay open. */
    private final @Nullable Duration grace;

    private final Namespace namespace = Namespace.create(this);
    private final ThreadLocal<Deque<Lease>> onThisThread = ThreadLocal.withInitial(ArrayDeque::new);
    private final Set<Lease> everywhere = ConcurrentHashMap.newKeySet();

    private TestDatabase(boolean perClass, @Nullable Supplier<Template> template, @Nullable Duration grace) {
        this.perClass = perClass;
        this.template = template;
        this.grace = grace;
    }

    /**
     * Gives each test method an empty database.
     *
     * @return an extension to be registered with a field
     */
    public static TestDatabase perMethod() {
        return new TestDatabase(false, null, ScratchDatabase.GRACE);
    }

    /**
     * Gives each test class an empty database that its methods, those of nested classes included, share.
     *
     * @return an extension to be registered with a static field
     */
    public static TestDatabase perClass() {
        return new TestDatabase(true, null, ScratchDatabase.GRACE);
    }

    /**
     * Brings the databases to a model's schema.
     *
     * @param model gives the model, when the first test runs
     * @return an extension like this one
     */
    public TestDatabase initializedWith(Supplier<SchemaModel> model) {
        return filledFrom(() -> Template.of(model.get()));
    }

    /**
     * Fills the databases with something else than a model's schema.
     *
     * @param key says which fillings are the same; see {@link Template}
     * @param filling makes the content of an empty database and closes every connection it took
     * @return an extension like this one
     */
    public TestDatabase initializedWith(String key, Consumer<DataSource> filling) {
        Template given = new Template(key, filling);
        return filledFrom(() -> given);
    }

    private TestDatabase filledFrom(Supplier<Template> source) {
        Once<Template> once = new Once<>("The template", source::get);
        return new TestDatabase(perClass, once::get, grace);
    }

    /**
     * Lets tests end with open sessions, for those that kill their clients.
     *
     * @return an extension like this one
     */
    public TestDatabase toleratingOpenSessions() {
        return new TestDatabase(perClass, template, null);
    }

    /** Fails at once when sessions are open: for tests that leave some open on purpose, and would wait in vain. */
    TestDatabase withoutGrace() {
        return new TestDatabase(perClass, template, Duration.ZERO);
    }

    /**
     * Returns the database of the running test.
     *
     * @return the database; the fixture drops it
     * @throws IllegalStateException when no test runs, or the calling thread is not the only test's
     */
    public ScratchDatabase current() {
        return lease().database();
    }

    /**
     * Creates one more database, empty, that lives as long as {@link #current()} and is checked in the same way.
     *
     * @return another database each time; the fixture drops it
     */
    public ScratchDatabase anotherEmpty() {
        return lease().anotherEmpty();
    }

    /**
     * Returns a source of connections, autocommit on. The test's closed connections are reused, as a pool does: opening a
     * session takes a hundred times as long as a short statement. A reused session is as a new one would be, its settings
     * included. For one that is new take {@code current().dataSourceAs(user(), password())}.
     *
     * @return a data source for the running test
     */
    public DataSource dataSource() {
        return current().dataSource();
    }

    /**
     * Connects as the database's owner.
     *
     * @return a connection that the caller closes
     * @throws SQLException when the server refuses
     */
    public Connection connect() throws SQLException {
        return current().connect();
    }

    /**
     * Returns the JDBC URL.
     *
     * @return a URL without user and password
     */
    public String url() {
        return current().url();
    }

    /**
     * Returns the role that owns the database.
     *
     * @return a superuser, on a server that the fixture started
     */
    public String user() {
        return current().user();
    }

    /**
     * Returns the owner's password.
     *
     * @return the password
     */
    public String password() {
        return current().password();
    }

    /**
     * Returns the server's host.
     *
     * @return a name or an address
     */
    public String host() {
        return current().host();
    }

    /**
     * Returns the server's port.
     *
     * @return a TCP port
     */
    public int port() {
        return current().port();
    }

    /**
     * Returns the database's name.
     *
     * @return an identifier that needs no quotes
     */
    public String name() {
        return current().name();
    }

    /**
     * Returns the server's major version.
     *
     * @return such as 18
     */
    public int serverVersionMajor() {
        return current().server().versionMajor();
    }

    /**
     * Returns what sessions of this database wrote to the server's log.
     *
     * @return lines, or nothing where the log cannot be read
     */
    public Optional<List<String>> log() {
        return current().log();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (perClass) {
            Lease lease = leaseOf(context);
            enter(lease == null ? begin(context) : lease);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        if (perClass) {
            leave(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Lease lease = perClass ? leaseOf(context) : begin(context);
        if (lease == null) {
            throw new IllegalStateException("TestDatabase.perClass() has to be registered with a static field");
        }
        enter(lease);
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        leave(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DataSource.class || type == Connection.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lease lease = lease();
        if (parameter.getParameter().getType() == DataSource.class) {
            return lease.database().dataSource();
        }
        try {
            return lease.connection();
        } catch (SQLException e) {
            throw new IllegalStateException("No connection to " + lease.database(), e);
        }
    }

    private Lease begin(ExtensionContext context) {
        TestServer server = TestServer.shared();
        ScratchDatabase database = template == null ? server.createDatabase() : server.createDatabase(template.get());
        Lease lease = new Lease(context.getUniqueId(), database.keepingSessions());
        context.getStore(namespace).put(LEASE, lease);
        everywhere.add(lease);
        return lease;
    }

    private void enter(Lease lease) {
        onThisThread.get().push(lease);
    }

    private void leave(ExtensionContext context) throws SQLException {
        Lease lease = leaseOf(context);
        if (lease == null) {
            return;
        }
        Deque<Lease> mine = onThisThread.get();
        mine.removeFirstOccurrence(lease);
        if (mine.isEmpty()) {
            onThisThread.remove();
        }
        if (lease.isHeldBy(context.getUniqueId())) {
            everywhere.remove(lease);
            lease.end(grace);
        }
    }

    private @Nullable Lease leaseOf(ExtensionContext context) {
        return context.getStore(namespace).get(LEASE, Lease.class);
    }

    private Lease lease() {
        Lease mine = onThisThread.get().peek();
        if (mine != null) {
            return mine;
        }
        onThisThread.remove();
        List<Lease> all = List.copyOf(everywhere);
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new IllegalStateException(
                all.isEmpty()
                        ? "No test that has this database is running"
                        : "Several tests have this database; take current() on the test's own thread");
    }
}
