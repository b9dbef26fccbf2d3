package com.example.inventory;

import io.netraven.model.base.CreatedEntity;
import io.netraven.model.base.TimeOrderedId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** Where devices stand. */
@Entity
@Table(
        name = "racks",
        comment = "Where devices stand",
        uniqueConstraints = @UniqueConstraint(name = "uq_racks_name", columnNames = "name"))
public class Rack extends CreatedEntity {

    @Column(name = "name", nullable = false, length = 50)
    private String name;

    protected Rack() {}

    public Rack(String name) {
        super(TimeOrderedId.next());
        this.name = name;
    }

    public String getName() {
        return name;
    }
}
