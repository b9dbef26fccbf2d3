package com.example.orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Makes the service's own tables in a schema of their own, next to NetRaven's. Each method does it with another tool. */
final class OwnTables {

    static final String SCHEMA = "orders_service";

    private OwnTables() {}

    /** Flyway makes the schema too, and keeps its history there. */
    static void withFlyway(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema(SCHEMA)
                .load()
                .migrate();
    }

    /** Liquibase wants the schema to be there. */
    static void withLiquibase(DataSource dataSource) throws SQLException, LiquibaseException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDefaultSchemaName(SCHEMA);
            database.setLiquibaseSchemaName(SCHEMA);
            new Liquibase("db/changelog/orders.sql", new ClassLoaderResourceAccessor(), database).update("");
        }
    }

    /** Hibernate makes the tables of its own entities only: NetRaven's are not among them. */
    static SessionFactory withHibernate(DataSource dataSource) {
        Configuration configuration = new Configuration().addAnnotatedClass(Order.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
        configuration.setProperty("hibernate.default_schema", SCHEMA);
        configuration.setProperty("jakarta.persistence.create-database-schemas", "true");
        configuration.setProperty("hibernate.hbm2ddl.auto", "update");
        return configuration.buildSessionFactory();
    }
}
