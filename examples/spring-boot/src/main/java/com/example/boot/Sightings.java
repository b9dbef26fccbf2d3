package com.example.boot;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Sightings extends JpaRepository<Sighting, UUID> {

    List<Sighting> findByHostname(String hostname);
}
