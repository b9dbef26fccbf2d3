package com.example.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A table that Hibernate makes. */
@Entity
@Table(name = "orders")
public class Order {

    @Id
    @Column(name = "id")
    private UUID id;

    protected Order() {}

    public Order(UUID id) {
        this.id = id;
    }

    public UUID id() {
        return id;
    }
}
