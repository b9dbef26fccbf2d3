package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.ValidationReport;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever makes the service's tables, NetRaven's namespace stays its own. */
class OwnTablesTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @Test
    void flywayKeepsToItsSchema() throws SQLException {
        OwnTables.withFlyway(database.dataSource());
        OwnTables.withFlyway(database.dataSource());

        assertEquals(List.of("flyway_schema_history", "orders"), tables(OwnTables.SCHEMA));
        assertUntouched();
    }

    @Test
    void liquibaseKeepsToItsSchema() throws Exception {
        OwnTables.withLiquibase(database.dataSource());
        OwnTables.withLiquibase(database.dataSource());

        assertEquals(List.of("databasechangelog", "databasechangeloglock", "orders"), tables(OwnTables.SCHEMA));
        assertUntouched();
    }

    @Test
    void hibernateKeepsToItsSchema() throws SQLException {
        for (int start = 1; start <= 2; start++) {
            try (SessionFactory factory = OwnTables.withHibernate(database.dataSource())) {
                factory.inTransaction(session -> session.persist(new Order(UUID.randomUUID())));
            }
        }

        assertEquals(List.of("orders"), tables(OwnTables.SCHEMA));
        assertUntouched();
    }

    /** The database's search path begins with NetRaven's namespace, and that is where tools look that are told nothing. */
    @Test
    void flywayRefusesNetRavensNamespaceWhereItIsToldNoOther() {
        Flyway untold = Flyway.configure().dataSource(database.dataSource()).load();

        assertThrows(FlywayException.class, untold::migrate);
        assertUntouched();
    }

    @Test
    void whatLandsInNetRavensNamespaceIsReportedAndTolerated() throws SQLException {
        execute("CREATE TABLE orders (id bigint PRIMARY KEY)");

        ValidationReport report = engine().validate();
        assertEquals(List.of(), report.breaking());
        assertEquals(1, report.differences().size());
        execute("ALTER TABLE netraven.orders SET SCHEMA public");
        assertUntouched();
    }

    private static void assertUntouched() {
        assertEquals(List.of(), engine().validate().differences());
    }

    private static SchemaEngine engine() {
        return SchemaEngine.builder(database.dataSource())
                .model(NetRavenSchema.model())
                .build();
    }

    private static List<String> tables(String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = '" + schema
                        + "' ORDER BY tablename")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
