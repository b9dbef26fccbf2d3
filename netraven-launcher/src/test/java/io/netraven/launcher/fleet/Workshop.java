package io.netraven.launcher.fleet;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** What another service adds to the fleet's tables. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
final class Workshop {

    static final List<Class<?>> ENTITIES = List.of(Repair.class);

    private Workshop() {}

    @Entity
    @Table(name = "repairs", indexes = @Index(name = "ix_repairs_vehicle_id", columnList = "vehicle_id"))
    static class Repair {

        @Id
        @Column(name = "id")
        private UUID id;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        @JoinColumn(
                name = "vehicle_id",
                nullable = false,
                foreignKey =
                        @ForeignKey(
                                name = "fk_repairs_vehicle",
                                foreignKeyDefinition =
                                        "FOREIGN KEY (vehicle_id) REFERENCES vehicles (id) ON DELETE CASCADE"))
        private Release1.Vehicle vehicle;
    }
}
