package com.example.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SightingsServiceTest {

    /** Spring keeps its context, and so the pool, until the process ends. */
    @RegisterExtension
    static final TestDatabase database = TestDatabase.perClass().toleratingOpenSessions();

    @Autowired
    private Sightings sightings;

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("netraven.settings.postgres-host", database::host);
        registry.add("netraven.settings.postgres-port", database::port);
        registry.add("netraven.settings.postgres-db", database::name);
        registry.add("netraven.settings.postgres-user", database::user);
        registry.add("netraven.settings.postgres-password", database::password);
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void storesOnWhatTheInitStepHasMade() {
        sightings.save(new Sighting("core-router-1", Instant.now()));
        assertThat(sightings.findByHostname("core-router-1")).hasSize(1);
    }

    @Test
    void isHealthyUntilTheSchemaIsBroken() throws SQLException {
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.OK);

        run("ALTER TABLE netraven.tags RENAME COLUMN color TO colour");
        ResponseEntity<String> broken = health();
        run("ALTER TABLE netraven.tags RENAME COLUMN colour TO color");

        assertThat(broken.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(broken.getBody()).contains("tags.color");
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    private ResponseEntity<String> health() {
        return http.getForEntity("/actuator/health", String.class);
    }
}
