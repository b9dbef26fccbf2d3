package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netraven.schema.SchemaException.ServerUnsupported;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseEncodingTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private String latin;

    @BeforeEach
    void makeDatabase() throws SQLException {
        latin = database.name() + "_latin";
        String provider = database.serverVersionMajor() < 15 ? "" : " LOCALE_PROVIDER libc";
        run(
                database.dataSource(),
                "CREATE DATABASE " + latin + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
                        + provider);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        run(database.dataSource(), "DROP DATABASE " + latin + " WITH (FORCE)");
        run(database.dataSource(), "DROP DATABASE IF EXISTS " + latin + "_utf8 WITH (FORCE)");
    }

    @Test
    void theFirstInitializationNeedsOneThatStoresEveryCharacter() throws SQLException {
        ServerUnsupported refused = catchThrowableOfType(
                ServerUnsupported.class, () -> engine(latin).initialize());

        assertThat(refused).hasMessageContaining("The encoding of database " + latin + " is LATIN1");
        assertThat(engine(latin).status().forecast().initialize()).isEmpty();
        assertThat(engine(latin).status().forecast().tolerated())
                .extracting(SchemaDifference::message)
                .contains("database setting encoding: value is LATIN1, expected UTF8");
        run(database.dataSource(), String.valueOf(refused.getMessage()).replaceFirst("(?s).*(?=CREATE DATABASE)", ""));
        assertThat(engine(latin + "_utf8").initialize().outcome()).isEqualTo(InitializationOutcome.CREATED);
    }

    @Test
    void oneThatIsInUseGoesOnAndIsReported() throws SQLException {
        run(connections(latin), Shop.FIRST.ddl("shop", Map.of()));

        assertThat(engine(latin).initialize().tolerated())
                .extracting(SchemaDifference::message)
                .containsExactly("database setting encoding: value is LATIN1, expected UTF8");
        assertThat(engine(latin).validate().breaking()).isEmpty();
    }

    private static SchemaEngine engine(String name) {
        return SchemaEngine.builder(connections(name))
                .model(Shop.FIRST)
                .namespace("shop")
                .build();
    }

    private static DataSource connections(String name) {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(database.url().replace(database.name(), name));
        connections.setUser(database.user());
        connections.setPassword(database.password());
        return connections;
    }

    private static void run(DataSource connections, String sql) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
