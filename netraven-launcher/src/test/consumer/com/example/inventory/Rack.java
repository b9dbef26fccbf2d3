package com.example.inventory;

import io.netraven.model.identity.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A table of the service's own, which refers to one of NetRaven's. */
@Entity
@Table(name = "racks", indexes = @Index(name = "ix_racks_keeper_id", columnList = "keeper_id"))
public class Rack {

    @Id
    @Column(name = "name", length = 20)
    private String name;

    @ManyToOne(optional = false)
    @JoinColumn(name = "keeper_id", nullable = false, foreignKey = @ForeignKey(name = "fk_racks_keeper"))
    private User keeper;

    protected Rack() {}

    public Rack(String name, User keeper) {
        this.name = name;
        this.keeper = keeper;
    }

    public User getKeeper() {
        return keeper;
    }
}
