package io.netraven.launcher.fleet;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A new table, a new column that may be null, an index. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
final class Release2 {

    static final List<Class<?>> ENTITIES = List.of(Vehicle.class, Trip.class, Driver.class);

    private Release2() {}

    @Entity
    @Table(name = "drivers", comment = "Who drives")
    static class Driver {

        @Id
        @Column(name = "id")
        private UUID id;

        @Column(name = "name", nullable = false, length = 80)
        private String name;
    }

    @Entity
    @Table(name = "vehicles")
    static class Vehicle {

        @Id
        @Column(name = "id")
        private UUID id;

        @Column(name = "plate", nullable = false, length = 10)
        private String plate;

        @Column(
                name = "status",
                nullable = false,
                length = 10,
                options = "DEFAULT 'idle'",
                check = @CheckConstraint(name = "ck_vehicles_status", constraint = "status IN ('idle', 'moving')"))
        private String status;

        @Column(name = "notes", length = 200, comment = "for the workshop")
        private String notes;
    }

    @Entity
    @Table(
            name = "trips",
            indexes = {
                @Index(name = "ix_trips_vehicle_id", columnList = "vehicle_id"),
                @Index(name = "ix_trips_started_at", columnList = "started_at DESC")
            })
    static class Trip {

        @Id
        @Column(name = "id")
        private UUID id;

        @Column(name = "distance")
        private int distance;

        @Column(name = "started_at", nullable = false, options = "DEFAULT now()")
        private Instant startedAt;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        @JoinColumn(
                name = "vehicle_id",
                nullable = false,
                foreignKey =
                        @ForeignKey(
                                name = "fk_trips_vehicle",
                                foreignKeyDefinition =
                                        "FOREIGN KEY (vehicle_id) REFERENCES vehicles (id) ON DELETE CASCADE"))
        private Release1.Vehicle vehicle;
    }
}
