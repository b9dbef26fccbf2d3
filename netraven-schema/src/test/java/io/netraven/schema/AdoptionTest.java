package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables that somebody else made, with rows in them, and no history. */
@SuppressWarnings("NullAway.Init")
class AdoptionTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private SchemaEngine engine;

    @BeforeEach
    void makeByHand() throws SQLException {
        engine = SchemaEngine.builder(database.dataSource())
                .model(Shop.SECOND)
                .namespace("shop")
                .build();
        run(Shop.SECOND.ddl("shop") + "DROP TABLE shop.schema_history;"
                + " INSERT INTO shop.orders (id, state, note) VALUES (1, 'new', 'one')");
    }

    @Test
    void equalTablesAreAdoptedWithTheirRows() throws SQLException {
        InitializationReport report = engine.initialize();

        assertThat(report.outcome()).isEqualTo(InitializationOutcome.ADOPTED);
        assertThat(report.createdTables()).containsExactly("schema_history");
        assertThat(report.tolerated()).isEmpty();
        assertThat(engine.history())
                .singleElement()
                .satisfies(row -> assertThat(row.outcome()).isEqualTo("ADOPTED"));
        assertThat(ask("SELECT note FROM shop.orders")).isEqualTo("one");
        assertThat(engine.initialize().phases()).extracting(Phase::name).containsExactly("connect", "check");
    }

    @Test
    void toleratedDifferencesAreAdoptedAndReportedOnEveryStart() throws SQLException {
        run("ALTER TABLE shop.orders ADD COLUMN extra text; CREATE INDEX by_customer ON shop.orders (customer)");

        assertThat(engine.initialize())
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(InitializationOutcome.ADOPTED))
                .satisfies(report -> assertThat(report.tolerated()).hasSize(2));
        assertThat(engine.initialize())
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE))
                .satisfies(report -> assertThat(report.tolerated()).hasSize(2));
    }

    @Test
    void breakingDifferencesAreRefusedUntilThePlanHasMendedThem() throws SQLException {
        breakIt();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(engine::initialize)
                .satisfies(refused -> assertThat(refused.report().breaking()).hasSize(3));
        assertThat(ask("SELECT to_regclass('shop.schema_history')")).isNull();

        run(engine.plan());
        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
        assertThat(engine.validate().differences()).isEmpty();
    }

    @Test
    void breakingDifferencesAreMendedByAnUpgradeToo() throws SQLException {
        breakIt();

        assertThat(engine.upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
        assertThat(engine.validate().differences()).isEmpty();
        assertThat(ask("SELECT note FROM shop.orders")).isEqualTo("one");
    }

    @Test
    void whatOthersKeepInTheNamespaceIsReportedAndLeftAlone() throws SQLException {
        run("CREATE TABLE shop.others (id int); INSERT INTO shop.others VALUES (7);"
                + " CREATE VIEW shop.paid AS SELECT id FROM shop.orders WHERE state = 'paid';"
                + " CREATE SEQUENCE shop.numbers; CREATE FUNCTION shop.seven() RETURNS int LANGUAGE sql AS 'SELECT 7'");

        InitializationReport report = engine.initialize();

        assertThat(report.outcome()).isEqualTo(InitializationOutcome.ADOPTED);
        assertThat(report.tolerated())
                .extracting(difference -> difference.object().toString())
                .containsExactly("table others", "table paid");
        assertThat(ask("SELECT id + shop.seven() FROM shop.others")).isEqualTo("14");
        assertThat(engine.upgrade().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(ask("SELECT count(*) FROM shop.others")).isEqualTo("1");
    }

    private static void breakIt() throws SQLException {
        run("ALTER TABLE shop.orders DROP COLUMN weight, ALTER COLUMN state TYPE varchar(5),"
                + " DROP CONSTRAINT uq_orders_note");
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
