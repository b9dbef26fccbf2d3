package io.netraven.schema.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.postgresql.PGConnection;

/** Runs small classes with an engine of their own, as a test class that uses the fixture would be. */
class TestDatabaseTest {

    /** The driver closes a connection that nobody refers to any more. */
    private static final Queue<Connection> LEAKED = new ConcurrentLinkedQueue<>();

    @AfterEach
    void closeWhatLeaked() throws SQLException {
        for (Connection connection = LEAKED.poll(); connection != null; connection = LEAKED.poll()) {
            connection.close();
        }
    }

    @Test
    void eachMethodFindsADatabaseThatNoOtherWroteTo() {
        assertThatAllSucceed(run(MethodScoped.class), 3);
    }

    @Test
    void theMethodsOfAClassShareItsDatabase() {
        assertThatAllSucceed(run(ClassScoped.class), 3);
    }

    @Test
    void theDatabaseIsGoneAfterTheTest() throws SQLException {
        Recording.NAMES.clear();
        assertThatAllSucceed(run(Recording.class), 2);

        assertThat(Recording.NAMES).hasSize(4).doesNotHaveDuplicates();
        for (String name : Recording.NAMES) {
            assertThat(exists(name)).as(name).isFalse();
        }
    }

    @Test
    void anOpenSessionFailsTheTestAndIsNamed() throws SQLException {
        EngineExecutionResults results = run(Leaking.class);

        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(AssertionError.class),
                                message(text -> text.contains("1 session(s)")
                                        && text.contains("application leaky")
                                        && text.contains("idle in transaction")
                                        && text.contains("SELECT 42"))));
        assertThat(exists(Leaking.name)).isFalse();
    }

    @Test
    void anOpenSessionOfAClassFailsTheClass() {
        run(LeakingClass.class)
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(instanceOf(AssertionError.class)));
    }

    @Test
    void anOpenSessionIsToleratedOnRequest() {
        assertThatAllSucceed(run(ToleratedLeak.class), 1);
    }

    @Test
    void sessionsAreReusedAsIfNew() {
        assertThatAllSucceed(run(Reusing.class), 7);
    }

    @Test
    void aReusedSessionThatIsLeftOpenFailsTheTest() {
        run(ReusingLeak.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(instanceOf(AssertionError.class)));
    }

    @Test
    void theFixtureClosesTheConnectionItGaveAsAParameter() {
        assertThatAllSucceed(run(WithParameters.class), 2);
    }

    @Test
    void parallelTestsHaveADatabaseEach() {
        Recording.NAMES.clear();
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .selectors(selectClass(Parallel.class))
                .execute();

        assertThatAllSucceed(results, 8);
        assertThat(Recording.NAMES).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void theTemplateIsFilledOnceForAllTests() {
        Filled.fillings = 0;
        assertThatAllSucceed(run(Filled.class), 3);
        assertThat(Filled.fillings).isEqualTo(1);
    }

    @Test
    void aModelIsInitializedOnceAndUpToDateInEachTest() {
        Initialized.models.set(0);
        assertThatAllSucceed(run(Initialized.class), 2);
        assertThat(Initialized.models).hasValue(1);
    }

    @Test
    void aClassScopedDatabaseNeedsAStaticField() {
        run(InstanceField.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(text -> text.contains("static field"))));
    }

    @Test
    void outsideATestThereIsNoDatabase() {
        TestDatabase idle = TestDatabase.perMethod();
        assertThatThrownBy(idle::dataSource)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No test");
    }

    private static EngineExecutionResults run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute();
    }

    private static void assertThatAllSucceed(EngineExecutionResults results, int count) {
        assertThat(results.allEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()))
                .isEmpty();
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(count));
    }

    private static boolean exists(String database) throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + database + "'")) {
            return row.next();
        }
    }

    private static void createTable(DataSource dataSource, String table) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " ()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static class MethodScoped {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod();

        @RepeatedTest(2)
        void writes() {
            createTable(database.dataSource(), "only_mine");
        }

        @Test
        void writesToo() {
            createTable(database.dataSource(), "only_mine");
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ClassScoped {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perClass();

        @BeforeAll
        static void usesItBeforeTheFirstMethod() {
            createTable(database.dataSource(), "made_first");
        }

        @AfterAll
        static void usesItAfterTheLastMethod() {
            createTable(database.dataSource(), "made_second_in_nested_class_and_now_last");
        }

        @Test
        @Order(1)
        void writes() {
            createTable(database.dataSource(), "made_second");
        }

        @Test
        @Order(2)
        void findsWhatOthersWrote() throws SQLException {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("TABLE made_first; TABLE made_second");
            }
        }

        @Nested
        class Inner {
            @Test
            void findsWhatTheOuterClassWrote() throws SQLException {
                try (Connection connection = database.connect();
                        Statement statement = connection.createStatement()) {
                    statement.execute("TABLE made_first");
                }
            }
        }
    }

    static class Recording {
        static final Queue<String> NAMES = new ConcurrentLinkedQueue<>();

        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod();

        @RepeatedTest(2)
        void recordsTheNamesOfBothDatabases() throws SQLException {
            NAMES.add(database.name());
            ScratchDatabase another = database.anotherEmpty();
            try (Connection connection = another.connect()) {
                NAMES.add(connection.getCatalog());
            }
        }
    }

    static class Leaking {
        static String name = "";

        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod().withoutGrace();

        @Test
        void leaks() throws SQLException {
            name = database.name();
            leak(database);
        }
    }

    static class LeakingClass {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perClass().withoutGrace();

        @Test
        void leaks() throws SQLException {
            leak(database);
        }
    }

    static class ToleratedLeak {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod().toleratingOpenSessions();

        @Test
        void leaks() throws SQLException {
            leak(database);
        }
    }

    static class Reusing {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod();

        private static int session() throws SQLException {
            try (Connection connection = database.connect()) {
                return pid(connection);
            }
        }

        private static int pid(Connection connection) throws SQLException {
            return connection.unwrap(PGConnection.class).getBackendPID();
        }

        @Test
        void givesTheSameSessionAgain() throws SQLException {
            assertThat(session()).isEqualTo(session());
        }

        @Test
        void givesNoSessionToTwo() throws SQLException {
            try (Connection one = database.connect();
                    Connection another = database.dataSource().getConnection()) {
                assertThat(pid(one)).isNotEqualTo(pid(another));
            }
        }

        @Test
        void leavesNothingOfTheUserBefore() throws SQLException {
            int before;
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                before = pid(connection);
                statement.execute(
                        "SET search_path = pg_catalog; SELECT pg_advisory_lock(1); CREATE TEMP TABLE mine ()");
                connection.setAutoCommit(false);
                statement.execute("CREATE TABLE public.not_committed ()");
            }
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_setting('search_path'),"
                            + " (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                            + " AND pid = pg_backend_pid()),"
                            + " (SELECT count(*) FROM pg_class WHERE relname IN ('mine', 'not_committed'))")) {
                assertThat(row.next()).isTrue();
                assertThat(pid(connection)).isEqualTo(before);
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(row.getString(1)).isEqualTo("\"$user\", public");
                assertThat(row.getInt(2)).isZero();
                assertThat(row.getInt(3)).isZero();
            }
        }

        @Test
        void refusesAConnectionThatWasClosed() throws SQLException {
            Connection connection = database.connect();
            connection.close();
            connection.close();
            assertThat(connection.isClosed()).isTrue();
            assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        }

        @Test
        void opensAnotherForOneThatTheServerEnded() throws SQLException {
            int ended;
            try (Connection connection = database.connect();
                    Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                ended = pid(connection);
                statement.execute("SELECT pg_terminate_backend(" + ended + ", 60000)");
            }
            assertThat(session()).isNotEqualTo(ended);
            assertThat(session()).isNotEqualTo(ended);
        }

        @Test
        void opensAnotherForOneThatTheServerEndedMeanwhile() throws SQLException {
            int ended = session();
            try (Connection other = database.current().server().connect();
                    Statement statement = other.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(" + ended + ", 60000)");
            }
            assertThat(session()).isNotEqualTo(ended);
        }

        @Test
        void opensAnotherOnceANewOneHasOtherSettings() throws SQLException {
            String name = database.name();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE " + name + " SET work_mem = '5MB'");
            }
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW work_mem")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("5MB");
            }
            assertThat(session()).isEqualTo(session());
        }
    }

    static class ReusingLeak {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod().withoutGrace();

        @Test
        void leaks() throws SQLException {
            database.connect().close();
            leak(database);
        }
    }

    private static void leak(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        LEAKED.add(connection);
        connection.setClientInfo("ApplicationName", "leaky");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 42");
        }
    }

    static class WithParameters {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod();

        private @Nullable String connectedTo;

        @BeforeEach
        void connects(Connection connection) throws SQLException {
            connectedTo = connection.getCatalog();
        }

        @Test
        void takesAConnection(Connection connection) throws SQLException {
            assertThat(connection.getCatalog()).isEqualTo(connectedTo).isEqualTo(database.name());
        }

        @Test
        void takesADataSource(DataSource dataSource) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                assertThat(connection.getCatalog()).isEqualTo(connectedTo);
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod();

        @RepeatedTest(8)
        void hasOneOfItsOwn() {
            Recording.NAMES.add(database.name());
            createTable(database.dataSource(), "only_mine");
        }
    }

    static class Filled {
        static int fillings;

        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod()
                .initializedWith("test_database_test", dataSource -> {
                    fillings++;
                    createTable(dataSource, "filled");
                });

        @RepeatedTest(2)
        void isFilled() throws SQLException {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE filled");
            }
        }

        @Test
        void answersAThreadOfTheTest() {
            assertThat(CompletableFuture.supplyAsync(database::name).join()).isEqualTo(database.name());
        }
    }

    @Entity
    @Table(name = "thing")
    static class Thing {
        @Id
        @Nullable
        UUID id;
    }

    static class Initialized {
        static final AtomicInteger models = new AtomicInteger();

        @RegisterExtension
        static final TestDatabase database = TestDatabase.perMethod().initializedWith(() -> {
            models.incrementAndGet();
            return model();
        });

        @RepeatedTest(2)
        void hasItsSchemaAndSearchPath() throws SQLException {
            assertThat(SchemaEngine.builder(database.dataSource())
                            .model(model())
                            .build()
                            .initialize()
                            .outcome())
                    .isEqualTo(InitializationOutcome.UP_TO_DATE);
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO thing (id) VALUES (gen_random_uuid())");
                assertThat(statement.getUpdateCount()).isOne();
            }
        }

        private static SchemaModel model() {
            return SchemaModel.named("things", "1")
                    .entities(List.of(Thing.class))
                    .build();
        }
    }

    static class InstanceField {
        @RegisterExtension
        final TestDatabase database = TestDatabase.perClass();

        @Test
        void neverRuns() {}
    }
}
