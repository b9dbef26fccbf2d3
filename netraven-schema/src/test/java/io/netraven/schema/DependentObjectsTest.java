package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's own answer to the statements of an upgrade beside what was foreseen of it. */
@Execution(ExecutionMode.CONCURRENT)
class DependentObjectsTest {

    private static final String FUNCTION =
            "CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    /** The second release alters the type of "state", replaces a check of it, and adds columns and constraints. */
    private String upgrade;

    @BeforeEach
    void installTheFirstRelease() throws SQLException {
        engine(Shop.FIRST).initialize();
        run("INSERT INTO shop.orders (id, state, note) VALUES (1, 'new', 'one'); " + FUNCTION);
        upgrade = engine(Shop.SECOND).plan();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW public.states AS SELECT state FROM shop.orders | view public.states | DROP VIEW public.states",
                "CREATE TRIGGER watch BEFORE UPDATE OF state ON shop.orders FOR EACH ROW EXECUTE FUNCTION public.nothing()"
                        + " | trigger watch on shop.orders | DROP TRIGGER watch ON shop.orders",
                "ALTER TABLE shop.orders ADD first text GENERATED ALWAYS AS (left(state, 1)) STORED"
                        + " | column shop.orders.first | ALTER TABLE shop.orders DROP first",
                "CREATE TABLE public.copies (o shop.orders[]) | table column public.copies.o | DROP TABLE public.copies",
                "CREATE SEQUENCE shop.uq_orders_note | the name uq_orders_note is taken | DROP SEQUENCE shop.uq_orders_note"
            })
    void whatTheServerWouldRefuseIsLeftToAPersonAndNamed(String dependent, String name, String drop)
            throws SQLException {
        run(dependent);
        assertThat(refusedByTheServer()).as("the server refuses the upgrade").isTrue();

        assertThat(engine(Shop.SECOND).status().forecast().upgrade()).isEmpty();
        assertThat(engine(Shop.SECOND).plan()).contains(name);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> engine(Shop.SECOND).upgrade());

        run(drop);
        assertThat(engine(Shop.SECOND).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW public.everything AS SELECT * FROM shop.orders | view public.everything | DROP VIEW public.everything",
                "CREATE MATERIALIZED VIEW public.states AS SELECT state FROM shop.orders"
                        + " | materialized view public.states | DROP MATERIALIZED VIEW public.states",
                "CREATE TABLE public.log (t text); CREATE RULE copy AS ON INSERT TO public.log DO ALSO SELECT state FROM shop.orders"
                        + " | rule copy on public.log | DROP TABLE public.log",
                "CREATE TRIGGER watch BEFORE UPDATE ON shop.orders FOR EACH ROW WHEN (NEW.state = 'x') EXECUTE FUNCTION public.nothing()"
                        + " | trigger watch on shop.orders | DROP TRIGGER watch ON shop.orders",
                "CREATE POLICY mine ON shop.orders USING (state = current_user) | policy mine on shop.orders"
                        + " | DROP POLICY mine ON shop.orders",
                "CREATE TABLE public.log (t text); CREATE POLICY mine ON public.log USING (EXISTS (SELECT FROM shop.orders WHERE state = t))"
                        + " | policy mine on public.log | DROP TABLE public.log",
                "CREATE FUNCTION public.states() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT state FROM shop.orders; END"
                        + " | function public.states() | DROP FUNCTION public.states()",
                "CREATE TABLE public.copies (o shop.orders) | table column public.copies.o | DROP TABLE public.copies",
                "CREATE DOMAIN public.an_order AS shop.orders; CREATE TABLE public.copies (o public.an_order)"
                        + " | table column public.copies.o | DROP TABLE public.copies",
                "CREATE TYPE public.pair AS (a shop.orders, b text); CREATE TABLE public.copies (p public.pair)"
                        + " | table column public.copies.p | DROP TABLE public.copies"
            })
    @Tag("long")
    void everythingElseThatTheServerWouldRefuseIsNamedToo(String dependent, String name, String drop)
            throws SQLException {
        whatTheServerWouldRefuseIsLeftToAPersonAndNamed(dependent, name, drop);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW public.whole AS SELECT o FROM shop.orders o",
                "CREATE INDEX by_state ON shop.orders (lower(state))"
            })
    void whatTheServerAltersAlongIsNoObstacle(String dependent) throws SQLException {
        run(dependent);
        assertThat(refusedByTheServer()).as("the server refuses the upgrade").isFalse();

        assertThat(engine(Shop.SECOND).status().forecast().upgrade()).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW public.numbers AS SELECT id, note FROM shop.orders",
                "CREATE TRIGGER watch BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION public.nothing()",
                "CREATE TYPE public.pair AS (a shop.orders, b text)",
                "CREATE STATISTICS shop.both ON state, lower(note) FROM shop.orders",
                "CREATE FUNCTION public.states() RETURNS text LANGUAGE sql AS 'SELECT state FROM shop.orders'",
                "CREATE TABLE public.parts (o bigint REFERENCES shop.orders (id))"
            })
    @Tag("long")
    void nothingElseThatTheServerAltersAlongIsAnObstacle(String dependent) throws SQLException {
        whatTheServerAltersAlongIsNoObstacle(dependent);
    }

    @Test
    void theFilterOfAPublicationIsNamed() throws SQLException {
        assumeTrue(database.serverVersionMajor() >= 15, "PostgreSQL 15 or newer knows filters");
        run("CREATE PUBLICATION letters FOR TABLE shop.orders WHERE (state <> '') WITH (publish = 'insert')");
        assertThat(refusedByTheServer()).isTrue();

        assertThat(engine(Shop.SECOND).plan()).contains("publication letters");
        assertThat(engine(Shop.SECOND).status().forecast().upgrade()).isEmpty();
    }

    /** A key to be replaced, and another program's table refers to it. */
    @Test
    void aForeignKeyOfAnotherNamespaceOnAKeyIsNamed() throws SQLException {
        run(
                "ALTER TABLE shop.orders DROP CONSTRAINT pk_orders, ADD CONSTRAINT pk_orders PRIMARY KEY (id) INCLUDE (note);"
                        + " CREATE TABLE public.parts (o bigint CONSTRAINT of_order REFERENCES shop.orders (id))");

        assertThat(engine(Shop.FIRST).plan())
                .contains("drop what depends on it first: foreign key of_order on public.parts");
        assertThat(engine(Shop.FIRST).status().forecast().upgrade()).isEmpty();

        run("DROP TABLE public.parts");
        assertThat(engine(Shop.FIRST).upgrade().outcome()).isEqualTo(InitializationOutcome.UPGRADED);
    }

    private boolean refusedByTheServer() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(upgrade);
                return false;
            } catch (SQLException e) {
                return true;
            } finally {
                connection.rollback();
            }
        }
    }

    private static SchemaEngine engine(SchemaModel model) {
        return SchemaEngine.builder(database.dataSource())
                .model(model)
                .namespace("shop")
                .build();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
