package io.netraven.schema.internal.definition;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A model of its own that uses everything the reader supports. Nobody makes an instance of its classes. */
@SuppressWarnings({"unused", "NullAway.Init"})
public final class Fleet {

    private Fleet() {}

    static final List<Class<?>> ENTITIES = List.of(Truck.class, Driver.class, Depot.class, Trip.class, Stop.class);

    @MappedSuperclass
    abstract static class Row {
        @Id
        @Column(name = "id")
        UUID id;

        @Column(name = "created_at", nullable = false, options = "DEFAULT now()")
        Instant createdAt;

        @Version
        @Column(name = "version", nullable = false, options = "DEFAULT 0")
        long version;
    }

    enum Fuel {
        DIESEL,
        ELECTRIC
    }

    static final class AsYesNo implements AttributeConverter<Boolean, String> {
        @Override
        public String convertToDatabaseColumn(Boolean attribute) {
            return attribute ? "yes" : "no";
        }

        @Override
        public Boolean convertToEntityAttribute(String column) {
            return column.equals("yes");
        }
    }

    @Embeddable
    static class Size {
        @Column(name = "width")
        int width;

        @Column(name = "height")
        int height;
    }

    @Entity
    @Table(
            name = "trucks",
            comment = "Trucks, each at a depot's gate",
            indexes = {
                @Index(name = "ix_trucks_depot_id", columnList = "depot_id"),
                @Index(name = "uq_trucks_plate_lower", columnList = "lower(plate)", unique = true),
                @Index(name = "ix_trucks_broken", columnList = "plate", options = "WHERE broken")
            },
            uniqueConstraints = @UniqueConstraint(name = "uq_trucks_plate", columnNames = "plate"),
            check = @CheckConstraint(name = "ck_trucks_size", constraint = "load_width > 0 AND load_height > 0"))
    static class Truck extends Row {
        @Column(name = "plate", nullable = false, length = 12, comment = "It's on the \\ front")
        String plate;

        @Enumerated(EnumType.STRING)
        @Column(
                name = "fuel",
                nullable = false,
                length = 10,
                check = @CheckConstraint(name = "ck_trucks_fuel", constraint = "fuel::text IN ('DIESEL', 'ELECTRIC')"))
        Fuel fuel;

        @Column(name = "broken")
        boolean broken;

        @Column(name = "price", precision = 10, scale = 2)
        BigDecimal price;

        @Column(name = "papers", columnDefinition = "jsonb")
        Object papers;

        @Convert(converter = AsYesNo.class)
        @Column(name = "rented", length = 3)
        Boolean rented;

        @Embedded
        @AttributeOverride(name = "width", column = @Column(name = "load_width"))
        @AttributeOverride(name = "height", column = @Column(name = "load_height"))
        Size load;

        @ManyToOne(optional = false)
        @JoinColumn(
                name = "depot_id",
                nullable = false,
                foreignKey =
                        @ForeignKey(
                                name = "fk_trucks_depot",
                                foreignKeyDefinition =
                                        "FOREIGN KEY (depot_id) REFERENCES depots (code) ON DELETE RESTRICT"))
        Depot depot;

        @Column(name = "depot_id", insertable = false, updatable = false)
        String depotCode;

        @Transient
        String mood;

        transient String colour;
    }

    @Entity
    @Table(name = "depots")
    static class Depot {
        @Id
        @Column(name = "code", length = 4)
        String code;

        @Column(name = "open_from")
        LocalTime openFrom;

        @Column(name = "built")
        LocalDate built;

        @ManyToOne
        @JoinColumn(name = "spare_truck_id", foreignKey = @ForeignKey(name = "fk_depots_spare_truck"))
        Truck spare;

        @OneToMany(mappedBy = "depot")
        Set<Truck> trucks;
    }

    @Entity
    @Table(name = "drivers")
    static class Driver {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Column(name = "id")
        long id;

        @Column(name = "photo")
        byte[] photo;

        @ManyToMany
        @JoinTable(
                name = "driver_trucks",
                comment = "Who may drive what",
                joinColumns =
                        @JoinColumn(name = "driver_id", foreignKey = @ForeignKey(name = "fk_driver_trucks_driver")),
                inverseJoinColumns =
                        @JoinColumn(name = "truck_id", foreignKey = @ForeignKey(name = "fk_driver_trucks_truck")),
                indexes = @Index(name = "ix_driver_trucks_truck_id", columnList = "truck_id"))
        Set<Truck> trucks;
    }

    record TripKey(long driver, LocalDate day) {}

    @Entity
    @Table(name = "trips")
    @IdClass(TripKey.class)
    static class Trip {
        @Id
        @Column(name = "day")
        LocalDate day;

        @Id
        @ManyToOne
        @JoinColumn(name = "driver_id", foreignKey = @ForeignKey(name = "fk_trips_driver"))
        Driver driver;
    }

    @Embeddable
    record StopKey(
            @Column(name = "truck_id") UUID truck,
            @Column(name = "position") int position) {}

    @Entity
    @Table(name = "stops")
    static class Stop {
        @EmbeddedId
        StopKey key;

        @MapsId("truck")
        @ManyToOne
        @JoinColumn(name = "truck_id", foreignKey = @ForeignKey(name = "fk_stops_truck"))
        Truck truck;
    }
}
