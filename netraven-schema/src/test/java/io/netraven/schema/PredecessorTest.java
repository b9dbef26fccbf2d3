package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netraven.schema.SchemaException.PredecessorFound;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init")
class PredecessorTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static final Predecessor KIOSK = Predecessor.of(
            "the old kiosk",
            "public",
            Map.of("sales.id", "character varying(36)", "goods.price", "numeric(8,2)"),
            "Sell out first.");
    private static final SchemaModel MODEL = SchemaModel.named("first", "1")
            .entities(List.of(First.class))
            .predecessor(KIOSK)
            .build();

    private SchemaEngine engine;

    @BeforeEach
    void connect() {
        engine = SchemaEngine.builder(database.dataSource()).model(MODEL).build();
    }

    @Test
    void isKnownByAllOfItsColumnsWithTheirTypes() throws SQLException {
        run("CREATE TABLE sales (id varchar(36)); CREATE TABLE goods (price numeric(8, 2))");

        assertThatExceptionOfType(PredecessorFound.class)
                .isThrownBy(engine::initialize)
                .withMessage(
                        "This database holds the schema of the old kiosk in namespace public, known by goods.price,"
                                + " sales.id. Sell out first.")
                .satisfies(found -> assertThat(found.predecessor()).isEqualTo(KIOSK));
    }

    @Test
    void isNotKnownByOtherTypes() throws SQLException {
        run("CREATE TABLE sales (id uuid); CREATE TABLE goods (price numeric(8, 2))");
        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
    }

    @Test
    void isNotKnownByPartOfItsColumns() throws SQLException {
        run("CREATE TABLE sales (id varchar(36))");
        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
    }

    @Test
    void isInNobodysWayOnceTheModelIsThere() throws SQLException {
        engine.initialize();
        run("CREATE TABLE public.sales (id varchar(36)); CREATE TABLE public.goods (price numeric(8, 2));"
                + " DELETE FROM netraven.schema_history");
        assertThat(engine.initialize().outcome()).isEqualTo(InitializationOutcome.ADOPTED);
    }

    @Test
    void surviveTheScriptAndAnInclusionAndAreNoPartOfTheChecksum() {
        SchemaModel without =
                SchemaModel.named("first", "1").entities(List.of(First.class)).build();
        SchemaModel including = SchemaModel.named("other", "1").include(MODEL).build();

        assertThat(SchemaModel.parse(MODEL.script()).predecessors()).containsExactly(KIOSK);
        assertThat(including.predecessors()).containsExactly(KIOSK);
        assertThat(MODEL.checksum()).isEqualTo(without.checksum());
    }

    @Test
    void isDescribedInLinesAndByColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> Predecessor.of("x", "public", Map.of(), "y"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predecessor.of("x", "public", Map.of("a.b", "text"), "two\nlines"));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
