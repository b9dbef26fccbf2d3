package com.example.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.testing.ScratchDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** In the same context as {@link SightingsServiceTest}, whichever runs first. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(OwnDatabase.class)
class HealthTest {

    @Autowired
    private ScratchDatabase database;

    @Autowired
    private TestRestTemplate http;

    @Test
    void isGoodUntilTheSchemaIsBroken() throws SQLException {
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.OK);

        run("ALTER TABLE netraven.tags RENAME COLUMN color TO colour");
        ResponseEntity<String> broken = health();
        run("ALTER TABLE netraven.tags RENAME COLUMN colour TO color");

        assertThat(broken.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(broken.getBody()).contains("tags.color");
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ResponseEntity<String> health() {
        return http.getForEntity("/actuator/health", String.class);
    }
}
