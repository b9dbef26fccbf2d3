package io.netraven.launcher.fleet;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** A new column that has a default, a longer text, one status more. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
final class Release3 {

    static final List<Class<?>> ENTITIES = List.of(Vehicle.class, Release2.Trip.class, Release2.Driver.class);

    private Release3() {}

    @Entity
    @Table(name = "vehicles")
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

        @Column(name = "notes", length = 200, comment = "for the workshop")
        private String notes;
    }
}
