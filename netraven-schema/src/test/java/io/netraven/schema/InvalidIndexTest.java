package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netraven.schema.SchemaStatus.State;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a REINDEX CONCURRENTLY leaves behind, and what it looks like while it runs. */
@Execution(ExecutionMode.CONCURRENT)
class InvalidIndexTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @BeforeEach
    void initialize() {
        engine().initialize();
    }

    @Test
    void anInterruptedReindexKeepsNobodyFromStarting() throws SQLException {
        interruptReindex();

        InitializationReport report = engine().initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.tolerated())
                .extracting(SchemaDifference::message)
                .contains(
                        "index orders.pk_orders_ccnew is not part of the model, found UNIQUE USING btree (id), invalid");
        assertThat(engine().awaitReady().state()).isEqualTo(State.READY);
    }

    @Test
    void upgradeRemovesWhatItLeft() throws SQLException {
        interruptReindex();
        assertThat(engine().plan()).contains("\nDROP INDEX shop.pk_orders_ccnew;\n");

        engine().upgrade();

        assertThat(engine().validate().differences()).isEmpty();
    }

    @Test
    void itIsLeftAloneWhileASessionMayStillBeAtIt() throws SQLException {
        interruptReindex();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE shop.orders IN SHARE UPDATE EXCLUSIVE MODE");

            assertThat(engine().plan())
                    .contains("-- HAZARD (a session may still be building it), not applied:\n-- DROP INDEX");
            assertThat(engine().upgrade().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            connection.rollback();
        }
    }

    private static void interruptReindex() throws SQLException {
        try (Connection reader = database.connect();
                Statement read = reader.createStatement();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            reader.setAutoCommit(false);
            read.execute("SELECT count(*) FROM shop.orders");
            statement.execute("SET lock_timeout = '50ms'");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("REINDEX TABLE CONCURRENTLY shop.orders"));
            reader.rollback();
        }
    }

    private static SchemaEngine engine() {
        return SchemaEngine.builder(database.dataSource())
                .model(Shop.FIRST)
                .namespace("shop")
                .build();
    }
}
