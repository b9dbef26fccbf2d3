package com.example.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(OwnDatabase.class)
class SightingsServiceTest {

    @Autowired
    private Sightings sightings;

    @Test
    void storesOnWhatTheInitStepHasMade() {
        sightings.save(new Sighting("core-router-1", Instant.now()));
        assertThat(sightings.findByHostname("core-router-1")).hasSize(1);
    }
}
