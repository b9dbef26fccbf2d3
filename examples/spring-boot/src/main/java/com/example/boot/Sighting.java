package com.example.boot;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A table of the service's own: NetRaven makes it, Hibernate uses it. */
@Entity
@Table(name = "sightings")
public class Sighting {

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "hostname", nullable = false, length = 255)
    private String hostname;

    @Column(name = "seen_at", nullable = false)
    private Instant seenAt;

    protected Sighting() {}

    public Sighting(String hostname, Instant seenAt) {
        this.id = UUID.randomUUID();
        this.hostname = hostname;
        this.seenAt = seenAt;
    }

    public String getHostname() {
        return hostname;
    }
}
