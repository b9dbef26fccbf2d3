package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.schema.SchemaException.LockTimeout;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.SchemaException.StatementFailed;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpgradeTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @BeforeEach
    void installTheFirstRelease() throws SQLException {
        engine(Shop.FIRST).initialize();
        run("INSERT INTO shop.orders (id, state, note) VALUES (1, 'new', 'one'), (2, 'paid', NULL)");
    }

    @Nested
    class Upgrading {

        @Test
        void isWhatInitializePointsTo() {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.SECOND).initialize())
                    .withMessageContaining("Run upgrade");
        }

        @Test
        void altersTablesAndKeepsRows() throws SQLException {
            InitializationReport report = engine(Shop.SECOND).upgrade();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UPGRADED);
            assertThat(report.statements()).hasSize(7).anyMatch(sql -> sql.contains("ADD COLUMN weight"));
            assertThat(report.tolerated()).isEmpty();
            assertThat(engine(Shop.SECOND).validate().differences()).isEmpty();
            assertThat(
                            ask(
                                    "SELECT string_agg(concat_ws(' ', id, state, note, weight), ', ' ORDER BY id) FROM shop.orders"))
                    .isEqualTo("1 new one 0, 2 paid 0");
            assertThat(engine(Shop.SECOND).upgrade().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(engine(Shop.SECOND).initialize().phases())
                    .extracting(Phase::name)
                    .containsExactly("connect", "check");
        }

        @Test
        void isRecordedWithEveryStatement() {
            InitializationReport report = engine(Shop.SECOND).upgrade();

            assertThat(engine(Shop.SECOND).history())
                    .extracting(Installation::modelVersion, Installation::outcome, Installation::installedBy)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("2", "UPGRADED", database.user()),
                            org.assertj.core.groups.Tuple.tuple("1", "CREATED", database.user()));
            assertThat(engine(Shop.SECOND).history().get(0).changes()).isEqualTo(report.statements());
        }

        @Test
        void isForeseenByTheStatus() {
            SchemaStatus status = engine(Shop.SECOND).status();

            assertThat(status.state()).isEqualTo(State.NOT_RECORDED);
            assertThat(status.installed()).map(Installation::modelVersion).contains("1");
            assertThat(status.forecast().initialize()).isEmpty();
            assertThat(status.forecast().upgrade()).contains(InitializationOutcome.UPGRADED);
            assertThat(status.forecast().statements())
                    .isEqualTo(engine(Shop.SECOND).upgrade().statements());
            assertThat(engine(Shop.SECOND).status().forecast().initialize()).contains(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void isTakenBackAfterARehearsal() throws SQLException {
            String before = catalogue();

            InitializationReport report = engine(Shop.SECOND).rehearseUpgrade();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UPGRADED);
            assertThat(catalogue()).isEqualTo(before);
            assertThat(engine(Shop.FIRST).history()).hasSize(1);
        }

        @Test
        void makesALostTableAgainAndSaysThatItsRowsAreGone() throws SQLException {
            run("DROP TABLE shop.orders");

            assertThat(engine(Shop.FIRST).status().forecast().upgrade()).contains(InitializationOutcome.UPGRADED);
            InitializationReport report = engine(Shop.FIRST).upgrade();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UPGRADED);
            assertThat(report.createdTables()).containsExactly("orders");
            assertThat(report.mended()).containsExactly("table orders made again: the rows that it held are lost");
            assertThat(report.statements()).first().asString().startsWith("CREATE TABLE shop.orders");
            assertThat(engine(Shop.FIRST).validate().differences()).isEmpty();
            assertThat(engine(Shop.FIRST).initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void leavesAnExtensionWhereItIs() throws SQLException {
            run("CREATE SCHEMA tools; CREATE EXTENSION pgcrypto SCHEMA tools");

            assertThat(engine(Shop.WITH_EXTENSION).upgrade().tolerated())
                    .extracting(SchemaDifference::message)
                    .containsExactly("extension pgcrypto: schema is tools, expected public");
            assertThat(ask("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pgcrypto'"))
                    .isEqualTo("tools");
        }

        @Test
        void saysHowToGoOnWithoutTheSchemaOfAnExtension() throws SQLException {
            run("DROP SCHEMA public");

            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> engine(Shop.WITH_EXTENSION).upgrade())
                    .withMessageContaining("--no-extensions");
            run("CREATE SCHEMA public");
            assertThat(engine(Shop.WITH_EXTENSION).upgrade().tolerated()).isEmpty();
        }

        @Test
        void runsStatementsInAnOrderInWhichTheyCanBeRunAgain() throws SQLException {
            String copy = "copy";
            SchemaEngine first = SchemaEngine.builder(database.dataSource())
                    .model(Shop.FIRST)
                    .namespace(copy)
                    .build();
            first.initialize();

            InitializationReport report = engine(Shop.SECOND).upgrade();
            for (String statement : report.statements()) {
                run(statement.replace("shop.", copy + "."));
            }

            assertThat(SchemaEngine.builder(database.dataSource())
                            .model(Shop.SECOND)
                            .namespace(copy)
                            .build()
                            .validate()
                            .differences())
                    .isEmpty();
            assertThat(engine(Shop.SECOND).history().get(0).changes()).isEqualTo(report.statements());
        }

        @Test
        void makesEverythingInAnEmptyDatabase() {
            SchemaEngine empty = SchemaEngine.builder(database.dataSource())
                    .model(Shop.SECOND)
                    .namespace("other")
                    .build();

            assertThat(empty.upgrade().outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(empty.validate().differences()).isEmpty();
        }
    }

    @Nested
    class Refusing {

        @Test
        void changesNothingWhereAPersonHasToDecide() throws SQLException {
            String before = catalogue();

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.THIRD).upgrade())
                    .withMessageContaining("decide on each statement")
                    .withMessageContaining("column orders.shop_id is missing");
            assertThat(catalogue()).isEqualTo(before);
            assertThat(engine(Shop.THIRD).status().forecast().upgrade()).isEqualTo(Optional.empty());
        }

        @Test
        void changesNothingWhereRowsRefuseANewConstraint() throws SQLException {
            run("UPDATE shop.orders SET note = '' WHERE id = 2");
            String before = catalogue();

            assertThatExceptionOfType(StatementFailed.class)
                    .isThrownBy(() -> engine(Shop.SECOND).upgrade())
                    .withMessageContaining("ck_orders_note")
                    .satisfies(failed -> assertThat(failed.sqlState()).isEqualTo("23514"));
            assertThat(catalogue()).isEqualTo(before);
        }

        @Test
        void changesNothingWhereATableStaysLocked() throws SQLException {
            String before = catalogue();
            try (Connection reader = database.connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("SELECT count(*) FROM shop.orders");
                SchemaEngine impatient = SchemaEngine.builder(database.dataSource())
                        .model(Shop.SECOND)
                        .namespace("shop")
                        .lockTimeout(Duration.ofMillis(300))
                        .build();

                assertThatExceptionOfType(LockTimeout.class).isThrownBy(impatient::upgrade);
                reader.rollback();
            }
            assertThat(catalogue()).isEqualTo(before);
        }
    }

    @Nested
    class TheEarlierRelease {

        @BeforeEach
        void upgrade() {
            engine(Shop.SECOND).upgrade();
        }

        @Test
        void goesOnWithWhatTheLaterOnesUpgradeMade() {
            InitializationReport report = engine(Shop.FIRST).initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(report.tolerated()).hasSize(7);
            assertThat(engine(Shop.FIRST).awaitReady().state()).isEqualTo(State.READY);
            assertThat(engine(Shop.FIRST).validate().breaking()).isEmpty();
            assertThat(engine(Shop.SECOND).initialize().phases())
                    .extracting(Phase::name)
                    .containsExactly("connect", "check");
        }

        @Test
        void goesOnAfterItHasMendedAndRecordedSomethingItself() throws SQLException {
            run("ALTER TABLE shop.orders OWNER TO CURRENT_USER; GRANT SELECT ON shop.orders TO PUBLIC");
            engine(Shop.FIRST).initialize();

            assertThat(engine(Shop.FIRST).initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void undoesNothingByAnUpgradeOfItsOwn() throws SQLException {
            String before = catalogue();

            assertThat(engine(Shop.FIRST).upgrade().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(catalogue()).isEqualTo(before);
            assertThat(engine(Shop.FIRST).plan()).contains("undoes what shop 2 made");
        }

        @Test
        void doesNotGoOnWithWhatAPersonDidBeside() throws SQLException {
            run("ALTER TABLE shop.orders DROP CONSTRAINT ck_orders_state,"
                    + " ADD CONSTRAINT ck_orders_state CHECK (state = 'new') NOT VALID");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.FIRST).initialize())
                    .withMessageContaining("ck_orders_state");
        }

        @Test
        void doesNotGoOnWithoutAColumn() throws SQLException {
            run("ALTER TABLE shop.orders DROP COLUMN note");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.FIRST).initialize())
                    .withMessageContaining("column orders.note is missing");
        }

        @Test
        void refusesWhereTheLaterOneWasNeverRecorded() throws SQLException {
            run("DELETE FROM shop.schema_history WHERE model_version = '2'");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.FIRST).initialize())
                    .withMessageContaining("ck_orders_note");
        }

        @Test
        void goesOnWhereItWasNeverInstalledItself() throws SQLException {
            run("DELETE FROM shop.schema_history WHERE model_version = '1'");
            String before = tables();

            assertThat(engine(Shop.FIRST).upgrade().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
            assertThat(engine(Shop.FIRST).initialize().tolerated()).hasSize(7);
            assertThat(tables()).isEqualTo(before);
            assertThat(engine(Shop.SECOND).validate().differences()).isEmpty();
        }

        @Test
        void undoesNothingThatAPersonDecidedOnForTheLaterOne() throws SQLException {
            run("ALTER TABLE shop.orders DROP COLUMN note, DROP COLUMN weight, DROP COLUMN customer,"
                    + " ALTER COLUMN state TYPE varchar(10), ALTER COLUMN state DROP DEFAULT, ADD COLUMN shop_id bigint;"
                    + " UPDATE shop.orders SET shop_id = 1, state = 'new'; ALTER TABLE shop.orders ALTER shop_id SET NOT NULL,"
                    + " DROP CONSTRAINT ck_orders_state,"
                    + " ADD CONSTRAINT ck_orders_state CHECK (state IN ('new', 'paid'))");
            engine(Shop.THIRD).initialize();
            String before = tables();

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> engine(Shop.SECOND).upgrade())
                    .satisfies(refused -> assertThat(refused.report().breaking())
                            .isNotEmpty()
                            .allMatch(difference -> difference.mend().hazard().isPresent()));
            assertThat(tables()).isEqualTo(before);
        }
    }

    private static SchemaEngine engine(SchemaModel model) {
        return SchemaEngine.builder(database.dataSource())
                .model(model)
                .namespace("shop")
                .build();
    }

    private static String tables() throws SQLException {
        return ask(
                "SELECT string_agg(text, E'\\n' ORDER BY text) FROM ("
                        + "SELECT xmin || a::text AS text FROM pg_attribute a WHERE attrelid = 'shop.orders'::regclass"
                        + " UNION ALL SELECT xmin || c::text FROM pg_constraint c WHERE conrelid = 'shop.orders'::regclass) rows");
    }

    /** Everything the engine could have changed, with the transaction that changed it. */
    private static String catalogue() throws SQLException {
        return ask("SELECT string_agg(text, E'\\n' ORDER BY text) FROM ("
                + "SELECT xmin || a::text AS text FROM pg_attribute a WHERE attrelid = 'shop.orders'::regclass"
                + " UNION ALL SELECT xmin || c::text FROM pg_constraint c WHERE conrelid = 'shop.orders'::regclass"
                + " UNION ALL SELECT xmin || h::text FROM shop.schema_history h"
                + " UNION ALL SELECT xmin || o::text FROM shop.orders o) rows");
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
