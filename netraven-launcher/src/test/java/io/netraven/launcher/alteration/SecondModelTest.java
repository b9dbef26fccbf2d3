package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.Phase;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service's own tables beside NetRaven's, in one namespace. */
class SecondModelTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    private static final SchemaModel DESK = Ticket.model(NetRavenSchema.model());

    @Test
    void tablesAndForeignKeysOfAnotherModelAreNoDifference() {
        assertThat(engine(DESK).initialize().outcome()).isEqualTo(InitializationOutcome.EXTENDED);

        assertThat(engine(NetRavenSchema.model()).validate().differences()).isEmpty();
        InitializationReport report = engine(NetRavenSchema.model()).initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.phases()).extracting(Phase::name).as("the fast path").containsExactly("connect", "check");
        assertThat(engine(DESK).validate().differences()).isEmpty();
    }

    @Test
    void anExpressionInItsSecondGenerationIsNoDifference() throws SQLException {
        engine(DESK).initialize();
        renderAgain();

        assertThat(engine(DESK).validate().differences()).isEmpty();
        assertThat(engine(DESK).initialize().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
    }

    @Test
    void aDatabaseWithExpressionsInTheirSecondGenerationIsExtended() throws SQLException {
        engine(DESK).initialize();
        renderAgain();

        SchemaModel next = Ticket.model(NetRavenSchema.model(), Ticket.Note.class);
        assertThat(engine(next).initialize().outcome()).isEqualTo(InitializationOutcome.EXTENDED);
        assertThat(engine(next).validate().differences()).isEmpty();
    }

    @Test
    void anotherExpressionIsADifferenceInEveryGeneration() throws SQLException {
        engine(DESK).initialize();
        execute("ALTER TABLE tickets DROP CONSTRAINT ck_tickets_status,"
                + " ADD CONSTRAINT ck_tickets_status CHECK (status IN ('new', 'open'))");
        renderAgain();

        assertThat(engine(DESK).validate().differences())
                .singleElement()
                .satisfies(
                        difference -> assertThat(difference.object()).hasToString("check tickets.ck_tickets_status"));
    }

    /** What a dump and restore does to expressions. */
    private static void renderAgain() throws SQLException {
        String check = ask("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_tickets_status'");
        String index = ask("SELECT pg_get_indexdef('ix_tickets_open'::regclass)");
        execute("ALTER TABLE tickets DROP CONSTRAINT ck_tickets_status, ADD CONSTRAINT ck_tickets_status " + check
                + "; DROP INDEX ix_tickets_open; " + index);
        assertThat(ask("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_tickets_status'"))
                .as("the check is no fixed point")
                .isNotEqualTo(check);
        assertThat(ask("SELECT pg_get_indexdef('ix_tickets_open'::regclass)"))
                .as("the predicate is no fixed point")
                .isNotEqualTo(index);
    }

    private static SchemaEngine engine(SchemaModel model) {
        return SchemaEngine.builder(database.dataSource()).model(model).build();
    }

    private static void execute(String sql) throws SQLException {
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
