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

/** A column fewer, and one that may not be null and has no default. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
final class Release5 {

    static final List<Class<?>> ENTITIES =
            List.of(Vehicle.class, Trip.class, Release2.Driver.class, Release4.Depot.class);

    private Release5() {}

    @Entity
    @Table(
            name = "vehicles",
            indexes = {
                @Index(name = "uq_vehicles_plate", columnList = "plate", unique = true),
                @Index(name = "ix_vehicles_depot_code", columnList = "depot_code")
            })
    static class Vehicle {

        @Id
        @Column(name = "id")
        private UUID id;

        @Column(name = "plate", nullable = false, length = 20)
        private String plate;

        @Column(
                name = "status",
                nullable = false,
                length = 10,
                options = "DEFAULT 'idle'",
                check =
                        @CheckConstraint(
                                name = "ck_vehicles_status",
                                constraint = "status IN ('idle', 'moving', 'repair')"))
        private String status;

        @Column(name = "kind", nullable = false, length = 10, options = "DEFAULT 'van'")
        private String kind;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(
                name = "depot_code",
                foreignKey =
                        @ForeignKey(
                                name = "fk_vehicles_depot",
                                foreignKeyDefinition =
                                        "FOREIGN KEY (depot_code) REFERENCES depots (code) ON DELETE SET NULL"))
        private Release4.Depot depot;
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

        @Column(name = "distance", check = @CheckConstraint(name = "ck_trips_distance", constraint = "distance >= 0"))
        private int distance;

        @Column(name = "purpose", nullable = false, length = 20)
        private String purpose;

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
