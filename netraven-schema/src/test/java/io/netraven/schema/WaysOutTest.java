package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.schema.SchemaException.AccessRefused;
import io.netraven.schema.SchemaException.InsufficientPrivilege;
import io.netraven.schema.SchemaException.LockTimeout;
import io.netraven.schema.SchemaException.NotReady;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.SchemaException.StatementFailed;
import io.netraven.schema.internal.definition.Fleet;
import io.netraven.schema.testing.ScratchDatabase;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** First the trouble, then what its message says to do: after that the same call succeeds. */
class WaysOutTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @BeforeEach
    void installTheFirstRelease() throws SQLException {
        engine(Shop.FIRST, LONG).initialize();
        run("INSERT INTO shop.orders (id, state, note) VALUES (1, 'new', 'one')");
    }

    @Nested
    class OfALock {

        /** ALTER TABLE waits for readers too. The message names the reader, and not a writer of another table. */
        @Test
        void theReaderThatBlocksAnUpgradeIsNamedAndCanBeEnded() throws SQLException {
            run("CREATE TABLE shop.others (id bigint)");
            try (Connection reader = database.connect();
                    Connection writer = database.connect()) {
                begin(reader, "SELECT count(*) FROM shop.orders");
                begin(writer, "INSERT INTO shop.others VALUES (1)");

                LockTimeout timeout = catchThrowableOfType(
                        LockTimeout.class, () -> engine(Shop.SECOND, SHORT).upgrade());
                assertThat(timeout).hasMessageContaining("end it");
                assertThat(timeout.holder())
                        .startsWith("process " + process(reader))
                        .contains("shop.orders");

                ask("SELECT pg_terminate_backend(" + process(reader) + ")");
                assertThat(engine(Shop.SECOND, LONG).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
                writer.rollback();
            }
        }

        @Test
        void waitingForItsHolderHelps() throws SQLException {
            try (Connection reader = database.connect()) {
                begin(reader, "SELECT count(*) FROM shop.orders");
                assertThatExceptionOfType(LockTimeout.class)
                        .isThrownBy(() -> engine(Shop.SECOND, SHORT).upgrade())
                        .withMessageContaining("Wait for its holder");
                reader.rollback();
            }
            assertThat(engine(Shop.SECOND, SHORT).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
        }

        @Test
        void moreTimeHelps() throws Exception {
            ExecutorService starter = Executors.newSingleThreadExecutor();
            try (Connection reader = database.connect()) {
                begin(reader, "SELECT count(*) FROM shop.orders");
                ScratchDatabase here = database.current();
                assertThatExceptionOfType(LockTimeout.class)
                        .isThrownBy(() -> engine(here, Shop.SECOND, SHORT).upgrade())
                        .withMessageContaining("give more time");
                Future<InitializationReport> report =
                        starter.submit(() -> engine(here, Shop.SECOND, LONG).upgrade());
                untilHeldUpBy(reader);
                reader.rollback();
                assertThat(report.get(1, TimeUnit.MINUTES).outcome()).isEqualTo(InitializationOutcome.UPGRADED);
            } finally {
                starter.shutdownNow();
            }
        }

        @Test
        void anotherStarterIsNotToBeEndedOnTheServerAlone() throws SQLException {
            try (Connection starter = database.connect()) {
                begin(starter, "SELECT pg_advisory_xact_lock(hashtextextended('io.netraven.schema:shop', 0))");
                assertThatExceptionOfType(LockTimeout.class)
                        .isThrownBy(() -> engine(Shop.SECOND, SHORT).upgrade())
                        .withMessageContaining("process " + process(starter))
                        .withMessageContaining("from ")
                        .withMessageContaining("stop that program")
                        .withMessageContaining("starts again");
            }
            assertThat(engine(Shop.SECOND, SHORT).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
        }
    }

    @Nested
    class OfADifference {

        @Test
        void strictModeSaysThatItIsTheReasonAndIsTurnedOff() {
            engine(Shop.SECOND, LONG).upgrade();
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> builder(database.current(), Shop.FIRST)
                            .strict(true)
                            .build()
                            .initialize())
                    .withMessageContaining("NETRAVEN_STRICT")
                    .withMessageContaining("turn it off");

            assertThat(engine(Shop.FIRST, LONG).initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void rowsThatRefuseAConstraintAreFoundByARehearsalAndRepaired() throws SQLException {
            run("UPDATE shop.orders SET note = ''");
            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> engine(Shop.SECOND, LONG).rehearseUpgrade())
                    .withMessageContaining("ck_orders_note");
            run("UPDATE shop.orders SET note = 'two'");
            assertThat(engine(Shop.SECOND, LONG).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
        }

        @Test
        void aStatementByHandAndThenAnUpgradeEndAHazard() throws SQLException {
            engine(Shop.SECOND, LONG).upgrade();
            run("ALTER TABLE shop.orders DROP COLUMN note; ALTER TABLE shop.orders ALTER weight DROP NOT NULL;"
                    + " UPDATE shop.orders SET weight = NULL");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.SECOND, LONG).upgrade())
                    .withMessageContaining("decide on each statement");
            run("UPDATE shop.orders SET weight = 0; ALTER TABLE shop.orders ALTER weight SET NOT NULL");
            assertThat(engine(Shop.SECOND, LONG).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
        }

        @Test
        void rowsOfALostTableComeFromABackup() throws SQLException {
            run("CREATE TABLE public.backup AS SELECT * FROM shop.orders; DROP TABLE shop.orders");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.FIRST, LONG).initialize())
                    .withMessageContaining("Restore from a backup");
            engine(Shop.FIRST, LONG).upgrade();
            run("INSERT INTO shop.orders SELECT * FROM public.backup");
            assertThat(ask("SELECT note FROM shop.orders")).isEqualTo("one");
            assertThat(engine(Shop.FIRST, LONG).initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void anotherObjectOfTheNameIsRenamedOrDropped() throws SQLException {
            run("DROP SCHEMA shop CASCADE; CREATE SCHEMA shop; CREATE TYPE shop.orders AS (a int)");
            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> engine(Shop.FIRST, LONG).initialize())
                    .withMessageContaining("rename it, or drop it");
            run("ALTER TYPE shop.orders RENAME TO other");
            assertThat(engine(Shop.FIRST, LONG).initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
        }

        /** The page says so of an index that is not unique. */
        @Test
        void anIndexMadeBeforehandIsFoundThere() throws SQLException {
            SchemaEngine fleet = SchemaEngine.builder(database.dataSource())
                    .model(SchemaModel.named("fleet", "1")
                            .entities(Fleet.ENTITIES)
                            .build())
                    .build();
            fleet.initialize();
            run("DROP INDEX netraven.ix_trucks_broken");
            String sql = fleet.plan()
                    .lines()
                    .filter(line -> line.startsWith("CREATE INDEX"))
                    .findFirst()
                    .orElseThrow();

            run(sql.replace("CREATE INDEX", "CREATE INDEX CONCURRENTLY"));

            assertThat(fleet.upgrade().statements()).isEmpty();
            assertThat(fleet.validate().differences()).isEmpty();
        }
    }

    @Nested
    class OfAccess {

        @Test
        void aDatabaseIsCreatedOrItsNameCorrected() throws SQLException {
            ScratchDatabase here = database.current();
            String name = here.name() + "_later";
            PGSimpleDataSource wrong = new PGSimpleDataSource();
            wrong.setUrl(here.url().replace("/" + here.name(), "/" + name));
            wrong.setUser(here.user());
            wrong.setPassword(here.password());
            SchemaEngine engine = SchemaEngine.builder(wrong).model(Shop.FIRST).build();
            assertThatExceptionOfType(AccessRefused.class)
                    .isThrownBy(engine::initialize)
                    .withMessageContaining("Create the database or correct its name");

            run("CREATE DATABASE " + name);
            try {
                assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
            } finally {
                run("DROP DATABASE " + name + " WITH (FORCE)");
            }
        }

        @Test
        void theOwnersRoleIsNotToBeManagedButAnotherOne() throws SQLException {
            ScratchDatabase here = database.current();
            SchemaModel model = SchemaModel.named("shop", "1")
                    .entities(List.of(Shop.First.class))
                    .grant(Grant.to("clerk", "orders", Privilege.SELECT))
                    .build();
            String clerk = here.name() + "_clerk";
            run("CREATE ROLE " + clerk);
            try {
                assertThatExceptionOfType(InsufficientPrivilege.class)
                        .isThrownBy(() -> builder(here, model)
                                .role("clerk", here.user())
                                .build()
                                .initialize())
                        .withMessageContaining("if this role is the owner, set another one");
                builder(here, model).role("clerk", clerk).build().initialize();
            } finally {
                run("DROP OWNED BY " + clerk + "; DROP ROLE " + clerk);
            }
        }
    }

    @Nested
    class OfWaiting {

        @Test
        void aServiceNeedsTheSettingsOfItsInit() throws SQLException {
            run("DROP SCHEMA shop CASCADE; CREATE EXTENSION pgcrypto");
            SchemaModel without = SchemaModel.named("shop", "1")
                    .entities(List.of(Shop.First.class))
                    .build();
            SchemaModel with = SchemaModel.named("shop", "1")
                    .entities(List.of(Shop.First.class))
                    .extension("pgcrypto")
                    .build();
            engine(without, LONG).initialize();

            assertThatExceptionOfType(NotReady.class)
                    .isThrownBy(() -> builder(database.current(), with)
                            .waitAtMost(SHORT)
                            .build()
                            .awaitReady())
                    .withMessageContaining("from another model")
                    .withMessageContaining("NETRAVEN_EXTENSIONS=false");
            assertThat(engine(without, LONG).awaitReady().state()).isEqualTo(SchemaStatus.State.READY);
            engine(with, LONG).initialize();
            assertThat(engine(with, LONG).awaitReady().state()).isEqualTo(SchemaStatus.State.READY);
        }

        @Test
        void whatABrokenSchemaNeedsIsToldByInit() throws SQLException {
            run("ALTER TABLE shop.orders DROP COLUMN note");
            assertThatExceptionOfType(NotReady.class)
                    .isThrownBy(() -> builder(database.current(), Shop.FIRST)
                            .waitAtMost(SHORT)
                            .build()
                            .awaitReady())
                    .withMessageContaining("it says whether upgrade is needed");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.FIRST, LONG).initialize())
                    .withMessageContaining("Run upgrade");
            engine(Shop.FIRST, LONG).upgrade();
            assertThat(engine(Shop.FIRST, LONG).awaitReady().state()).isEqualTo(SchemaStatus.State.READY);
        }
    }

    private static void begin(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void untilHeldUpBy(Connection holder) throws SQLException {
        String question =
                "SELECT count(*) FROM pg_stat_activity WHERE " + process(holder) + " = ANY (pg_blocking_pids(pid))";
        while (ask(question).equals("0")) {
            Thread.onSpinWait();
        }
    }

    private static SchemaEngine engine(SchemaModel model, Duration lockTimeout) {
        return engine(database.current(), model, lockTimeout);
    }

    private static SchemaEngine engine(ScratchDatabase where, SchemaModel model, Duration lockTimeout) {
        return builder(where, model).lockTimeout(lockTimeout).build();
    }

    private static SchemaEngine.Builder builder(ScratchDatabase where, SchemaModel model) {
        return SchemaEngine.builder(where.dataSource()).model(model).namespace("shop");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
