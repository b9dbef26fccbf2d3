package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.SchemaException.NotReady;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.ValidationReport.Basis;
import io.netraven.schema.internal.definition.Fleet;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init")
class SchemaEngineTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    static final SchemaModel MODEL = SchemaModel.named("fleet", "1")
            .entities(Fleet.ENTITIES)
            .extension("pgcrypto")
            .seed(SeedRow.of("depots", "code", "HQ"))
            .build();

    private SchemaEngine engine;

    @BeforeEach
    void connect() {
        engine = engine(MODEL, "fleet");
    }

    @Nested
    class Initialize {

        @Test
        void createsEverythingAndThenFindsNothingToDo() throws SQLException {
            InitializationReport first = engine.initialize();
            InitializationReport second = engine.initialize();

            assertThat(first.outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(first.createdTables()).containsExactlyElementsOf(MODEL.tableNames());
            assertThat(first.mended()).containsExactly("namespace fleet made", "extension pgcrypto made");
            assertThat(first.tolerated()).isEmpty();
            assertThat(second.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(second.phases()).extracting(Phase::name).containsExactly("connect", "check");
            assertThat(ask("SELECT count(*) FROM fleet.schema_history")).isEqualTo("1");
        }

        @Test
        void addsTablesThatNoReleaseHadMadeBefore() throws SQLException {
            SchemaModel before = SchemaModel.named("fleet", "0")
                    .entities(List.of(First.class))
                    .build();
            SchemaModel after = SchemaModel.named("fleet", "1")
                    .entities(List.of(First.class, Second.class))
                    .build();
            engine(before, "fleet").initialize();
            run("INSERT INTO fleet.firsts (id) VALUES (1)");

            InitializationReport report = engine(after, "fleet").initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.EXTENDED);
            assertThat(report.createdTables()).containsExactly("seconds");
            assertThat(ask("SELECT count(*) FROM fleet.firsts")).isEqualTo("1");
            assertThat(engine(before, "fleet").initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void adoptsEqualTablesThatSomebodyElseMade() throws SQLException {
            run(MODEL.ddl("fleet"));
            run("DROP TABLE fleet.schema_history");

            assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
            assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void adoptsAReleaseOfTheSameSchema() {
            engine.initialize();
            SchemaModel next = SchemaModel.named("fleet", "2")
                    .include(MODEL)
                    .seed(SeedRow.of("depots", "code", "B2"))
                    .build();

            assertThat(engine(next, "fleet").initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
            assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        }

        @Test
        void findsNothingToMendAfterAnAdministratorsBootstrap() throws SQLException {
            SchemaEngine usual = engine(MODEL, SchemaEngine.DEFAULT_NAMESPACE);
            run(MODEL.bootstrap(SchemaEngine.DEFAULT_NAMESPACE));

            InitializationReport report = usual.initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(report.mended()).isEmpty();
            assertThat(usual.validate().differences()).isEmpty();
        }

        @Test
        void leavesALostTableToTheUpgrade() throws SQLException {
            engine.initialize();
            run("DROP TABLE fleet.trips");

            assertThatThrownBy(engine::initialize)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.report().breaking())
                                    .singleElement()
                                    .isInstanceOf(Missing.class))
                    .hasMessageContaining("Restore from a backup")
                    .hasMessageContaining("table trips is missing");
            assertThat(ask("SELECT to_regclass('fleet.trips')")).isNull();
        }

        @Test
        void bringsBackDeletedDefaultDataAndLeavesEditedAlone() throws SQLException {
            engine.initialize();
            run("UPDATE fleet.depots SET open_from = '05:00'");
            assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(ask("SELECT open_from FROM fleet.depots")).isEqualTo("05:00:00");

            run("DELETE FROM fleet.depots");
            InitializationReport report = engine.initialize();

            assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(report.mended()).containsExactly("default data");
            assertThat(ask("SELECT code FROM fleet.depots")).isEqualTo("HQ");
        }

        @Test
        void reportsToleratedDifferencesOnEveryStart() throws SQLException {
            engine.initialize();
            run("ALTER TABLE fleet.trucks ADD COLUMN next_release text");

            for (int start = 0; start < 2; start++) {
                InitializationReport report = engine.initialize();
                assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
                assertThat(report.tolerated())
                        .singleElement()
                        .extracting(SchemaDifference::message)
                        .isEqualTo("column trucks.next_release is not part of the model, found text");
            }
        }

        @Test
        void refusesToleratedDifferencesWhereStrict() throws SQLException {
            engine.initialize();
            run("ALTER TABLE fleet.trucks ADD COLUMN next_release text");

            assertThatThrownBy(() -> SchemaEngine.builder(database.dataSource())
                            .model(MODEL)
                            .namespace("fleet")
                            .strict(true)
                            .build()
                            .initialize())
                    .isInstanceOf(Refused.class);
        }

        @Test
        void setsTheSearchPathForTheDefaultNamespaceAlone() throws SQLException {
            engine.initialize();
            assertThat(ask("SHOW search_path")).doesNotContain("fleet");

            engine(MODEL, SchemaEngine.DEFAULT_NAMESPACE).initialize();
            assertThat(ask("SHOW search_path")).isEqualTo("netraven, public");
        }

        @Test
        void servesANamespaceWhoseNameNeedsQuotes() {
            SchemaEngine odd = engine(MODEL, "Fleet \"7\"'s");

            assertThat(odd.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(odd.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(odd.validate().differences()).isEmpty();
        }

        @Test
        void letsOneOfManyStartersWork() throws Exception {
            ExecutorService starters = Executors.newFixedThreadPool(10);
            try {
                List<Future<InitializationReport>> started = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    started.add(starters.submit(() -> engine(MODEL, "fleet").initialize()));
                }
                List<InitializationOutcome> outcomes = new ArrayList<>();
                for (Future<InitializationReport> report : started) {
                    outcomes.add(report.get().outcome());
                }
                assertThat(outcomes)
                        .containsOnlyOnce(InitializationOutcome.CREATED)
                        .contains(InitializationOutcome.UP_TO_DATE);
            } finally {
                starters.shutdownNow();
            }
        }

        @Test
        void keepsTwoModelsOnOneDatabaseApart() throws SQLException {
            SchemaModel other = SchemaModel.named("other", "1")
                    .entities(List.of(First.class))
                    .build();
            engine.initialize();

            assertThat(engine(other, "fleet").initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
            assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(engine(other, "fleet").initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            assertThat(engine.validate().differences()).isEmpty();
            assertThat(engine(other, "fleet").validate().differences()).isEmpty();
        }

        @Test
        void leavesABorrowedConnectionAsItWas() throws SQLException {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                SchemaEngine borrowing = SchemaEngine.builder(new Lending(connection))
                        .model(MODEL)
                        .namespace("fleet")
                        .build();

                borrowing.initialize();
                borrowing.initialize();
                borrowing.validate();

                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Nested
    class Validate {

        @Test
        void listsWholeMissingTablesOfAnEmptyDatabase() {
            ValidationReport report = engine.validate();

            assertThat(report.isClean()).isFalse();
            assertThat(report.basis()).isEqualTo(Basis.SHADOW);
            assertThat(report.differences()).hasSize(2 + MODEL.tableNames().size());
        }

        @Test
        void leavesNothingBehind() throws SQLException {
            engine.validate();

            assertThat(ask("SELECT count(*) FROM pg_class WHERE relname = 'trucks'"))
                    .isEqualTo("0");
        }

        @Test
        void fallsBackToTheRecordedCatalogueWhereNoTemporaryTableCanBeMade() throws SQLException {
            engine.initialize();
            run("ALTER TABLE fleet.trucks ALTER COLUMN plate TYPE text");
            run("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");

            ValidationReport report = engine.validate();

            assertThat(report.basis()).isEqualTo(Basis.RECORDED);
            assertThat(report.differences())
                    .extracting(SchemaDifference::message)
                    .contains("column trucks.plate: type is text, expected character varying(12)");
        }
    }

    @Nested
    class Planning {

        @Test
        void givesSqlThatMakesTheWholeSchema() throws SQLException {
            run(engine.plan());

            assertThat(engine.validate().differences()).isEmpty();
            assertThat(engine.plan()).isEmpty();
            assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
        }
    }

    @Nested
    class Awaiting {

        @Test
        void returnsWhenSomebodyElseHasMadeTheSchema() throws Exception {
            ExecutorService waiting = Executors.newSingleThreadExecutor();
            CountDownLatch looksTwice = new CountDownLatch(2);
            try (Connection connection = database.connect()) {
                SchemaEngine waiter = SchemaEngine.builder(new Lending(connection, looksTwice::countDown))
                        .model(MODEL)
                        .namespace("fleet")
                        .build();
                Future<SchemaStatus> ready = waiting.submit(waiter::awaitReady);
                assertThat(looksTwice.await(5, TimeUnit.MINUTES)).isTrue();
                engine.initialize();

                assertThat(ready.get().state()).isEqualTo(State.READY);
            } finally {
                waiting.shutdownNow();
            }
        }

        @Test
        void saysAtTheDeadlineWhatIsMissing() {
            SchemaEngine impatient = SchemaEngine.builder(database.dataSource())
                    .model(MODEL)
                    .namespace("fleet")
                    .waitAtMost(Duration.ofMillis(50))
                    .build();

            assertThatThrownBy(impatient::awaitReady)
                    .isInstanceOf(NotReady.class)
                    .hasMessageContaining("nothing has been made in namespace fleet yet");
        }

        @Test
        void isContentWithToleratedDifferences() throws SQLException {
            engine.initialize();
            run("ALTER TABLE fleet.trucks ADD COLUMN next_release text");

            assertThat(engine.awaitReady().state()).isEqualTo(State.READY);
        }
    }

    @Test
    void refusesTimeoutsThatAreNegative() {
        SchemaEngine.Builder builder = SchemaEngine.builder(database.dataSource());
        Duration negative = Duration.ofMillis(-1);
        assertThatThrownBy(() -> builder.lockTimeout(negative)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.statementTimeout(negative)).isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    class Status {

        @Test
        void tellsHowFarTheDatabaseIs() throws SQLException {
            SchemaStatus empty = engine.status();
            assertThat(empty.state()).isEqualTo(State.EMPTY);
            assertThatThrownBy(empty::asReport)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("EMPTY");

            engine.initialize();
            SchemaStatus ready = engine.status();
            assertThat(ready.state()).isEqualTo(State.READY);
            assertThat(ready.installed().orElseThrow().outcome()).isEqualTo("CREATED");

            run("ALTER TABLE fleet.trucks ADD COLUMN next_release text");
            assertThat(engine.status().state()).isEqualTo(State.CHANGED);

            SchemaModel next = SchemaModel.named("fleet", "2")
                    .include(MODEL)
                    .extension("uuid-ossp")
                    .build();
            assertThat(engine(next, "fleet").status().state()).isEqualTo(State.NOT_RECORDED);
        }
    }

    private static SchemaEngine engine(SchemaModel model, String namespace) {
        return SchemaEngine.builder(database.dataSource())
                .model(model)
                .namespace(namespace)
                .build();
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
