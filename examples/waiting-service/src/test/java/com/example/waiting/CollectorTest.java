package com.example.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netraven.launcher.Configuration;
import io.netraven.launcher.NetRaven;
import io.netraven.schema.SchemaException.NotReady;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectorTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, String> asCollector() {
        return Map.of(
                "POSTGRES_HOST", database.host(),
                "POSTGRES_PORT", Integer.toString(database.port()),
                "POSTGRES_DB", database.name(),
                "POSTGRES_USER", "example_collector",
                "POSTGRES_PASSWORD", "example");
    }

    private static void init() {
        NetRaven.start(Configuration.builder()
                        .dataSource(database.dataSource())
                        .applicationRole("example_application")
                        .build())
                .close();
    }

    /** What an operator does once, and {@code init} with {@code --application-role} then. */
    @BeforeEach
    void makeLogin() throws SQLException {
        run("CREATE ROLE example_application; CREATE ROLE example_collector LOGIN PASSWORD 'example'"
                + " IN ROLE example_application");
    }

    @AfterEach
    void dropLogin() throws SQLException {
        run("DROP OWNED BY example_application; DROP ROLE example_collector; DROP ROLE example_application");
    }

    @Test
    void startsOnceSomebodyElseHasMadeTheSchema() {
        CompletableFuture<Collector> starting =
                CompletableFuture.supplyAsync(() -> new Collector(asCollector(), Duration.ofMinutes(1)));
        init();
        try (Collector collector = starting.join()) {
            assertEquals(List.of(), collector.status().problems());
        }
    }

    @Test
    void saysWhatItWaitedFor() {
        NotReady notReady = assertThrows(NotReady.class, () -> new Collector(asCollector(), Duration.ofMillis(300)));
        assertTrue(notReady.getMessage().contains("nothing has been made in namespace netraven yet"));
    }
}
