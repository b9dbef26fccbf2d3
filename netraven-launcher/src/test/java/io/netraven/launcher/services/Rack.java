package io.netraven.launcher.services;

import io.netraven.model.identity.User;
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

/** Its key is of a type that an extension brings. */
@Entity
@Table(
        name = "racks",
        comment = "Where devices stand",
        indexes = @Index(name = "ix_racks_keeper_id", columnList = "keeper_id"))
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class Rack {

    @Id
    @Column(name = "name", columnDefinition = "citext")
    private String name;

    @Column(
            name = "units",
            comment = "height in rack units",
            check = @CheckConstraint(name = "ck_racks_units", constraint = "units > 0"))
    private int units;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "keeper_id",
            foreignKey =
                    @ForeignKey(
                            name = "fk_racks_keeper",
                            foreignKeyDefinition = "FOREIGN KEY (keeper_id) REFERENCES users (id) ON DELETE SET NULL"))
    private User keeper;
}
