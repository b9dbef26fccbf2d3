package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.netraven.model.tag.Tag;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.SchemaException;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NetRavenTest {

    /** Finds what stays open: a session that outlives its test fails it. */
    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static Configuration.Builder pooled() {
        return Configuration.builder()
                .host(database.host())
                .port(database.port())
                .database(database.name())
                .login(database.user(), database.password());
    }

    private static Tag defaultTag(NetRaven netRaven) {
        try (EntityManager entities = netRaven.entityManagerFactory().createEntityManager()) {
            return entities.find(Tag.class, Tag.DEFAULT_ID);
        }
    }

    /** A table of a service that embeds NetRaven. */
    @Entity(name = "Extra")
    @Table(name = "extras")
    public static class Extra {
        @Id
        private int id;

        protected Extra() {}

        Extra(int id) {
            this.id = id;
        }

        int id() {
            return id;
        }
    }

    @Nested
    final class Start {

        @Test
        void initializesAndOpensAPoolAndEntities() throws SQLException {
            try (NetRaven netRaven = NetRaven.start(pooled().poolSize(2).build())) {
                assertThat(netRaven.report().outcome()).isEqualTo(InitializationOutcome.CREATED);
                assertThat(defaultTag(netRaven).getName()).isEqualTo("Default");
                try (Connection connection = netRaven.dataSource().getConnection()) {
                    assertThat(connection.isValid(60)).isTrue();
                }
            }
            try (NetRaven netRaven = NetRaven.start(pooled().build())) {
                assertThat(netRaven.report().outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
            }
        }

        @Test
        void waitsTenMinutesForAnAnswerToAServicesStatement() throws SQLException {
            try (NetRaven netRaven = NetRaven.start(pooled().build());
                    Connection connection = netRaven.dataSource().getConnection()) {
                assertThat(connection.getNetworkTimeout()).isEqualTo(600_000);
            }
        }

        @Test
        void usesTheDataSourceThatAServiceBringsAndLeavesItOpen() throws SQLException {
            DataSource own = database.dataSource();
            Configuration configuration =
                    Configuration.builder().dataSource(own).build();
            try (NetRaven netRaven = NetRaven.start(configuration)) {
                assertThat(netRaven.dataSource()).isSameAs(own);
                assertThat(defaultTag(netRaven)).isNotNull();
            }
            try (Connection connection = own.getConnection()) {
                assertThat(connection.isValid(60)).isTrue();
            }
        }

        @Test
        void goesOnInATransactionAfterAnUpgradeHasWidenedAColumn() throws SQLException {
            try (NetRaven netRaven = NetRaven.start(pooled().build());
                    Connection connection = netRaven.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 10; i++) {
                    selectTags(connection);
                }
                try (Connection other = database.connect();
                        Statement statement = other.createStatement()) {
                    statement.execute("ALTER TABLE netraven.tags ALTER name TYPE varchar(1000)");
                }
                selectTags(connection);
            }
        }

        private void selectTags(Connection connection) throws SQLException {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT name FROM netraven.tags WHERE name = ?")) {
                query.setString(1, "Default");
                assertThat(query.executeQuery().next()).isTrue();
                connection.commit();
            }
        }

        @Test
        void worksInAnotherNamespace() {
            try (NetRaven netRaven = NetRaven.start(pooled().namespace("other").build())) {
                assertThat(defaultTag(netRaven)).isNotNull();
            }
        }

        @Test
        void addsAServicesOwnTables() {
            SchemaModel model = SchemaModel.named("service", "1")
                    .include(NetRavenSchema.model())
                    .entities(List.of(Extra.class))
                    .build();
            Configuration configuration =
                    pooled().model(model, List.of(Extra.class)).build();
            try (NetRaven netRaven = NetRaven.start(configuration)) {
                assertThat(netRaven.report().tables()).hasSize(20).contains("extras");
                netRaven.entityManagerFactory().runInTransaction(entities -> entities.persist(new Extra(7)));
                try (EntityManager entities = netRaven.entityManagerFactory().createEntityManager()) {
                    assertThat(entities.find(Extra.class, 7).id()).isEqualTo(7);
                }
            }
        }

        @Test
        void refusesAModelWithoutItsOwnTables() {
            SchemaModel model = SchemaModel.named("extras", "1.0")
                    .entities(List.of(Extra.class))
                    .build();
            Configuration.Builder configuration = pooled().model(model, List.of(Extra.class));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(configuration::build)
                    .withMessageContaining("extras lacks NetRaven's tables")
                    .withMessageContaining("include(NetRavenSchema.model())");
        }

        @Test
        void leavesNothingOpenWhenTheDatabaseIsNotThere() {
            Configuration configuration =
                    pooled().port(1).waitAtMost(Duration.ZERO).build();
            assertThatExceptionOfType(SchemaException.DatabaseUnavailable.class)
                    .isThrownBy(() -> NetRaven.start(configuration));
        }
    }

    @Nested
    final class Close {

        @Test
        void mayComeTwice() {
            NetRaven netRaven = NetRaven.start(pooled().build());
            netRaven.close();
            assertThatNoException().isThrownBy(netRaven::close);
            assertThat(netRaven.entityManagerFactory().isOpen()).isFalse();
        }
    }
}
