package io.netraven.launcher.services;

import io.netraven.model.device.Device;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;

/** Refers to a table of the service and to one of NetRaven's. */
@Entity
@Table(
        name = "rack_slots",
        indexes = {
            @Index(name = "uq_rack_slots_rack_name_position", columnList = "rack_name, position", unique = true),
            @Index(name = "ix_rack_slots_device_id", columnList = "device_id")
        })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class RackSlot {

    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "position")
    private int position;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "rack_name",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_rack_slots_rack",
                            foreignKeyDefinition = "FOREIGN KEY (rack_name) REFERENCES racks (name) ON DELETE CASCADE"))
    private Rack rack;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "device_id",
            foreignKey =
                    @ForeignKey(
                            name = "fk_rack_slots_device",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE SET NULL"))
    private Device device;
}
