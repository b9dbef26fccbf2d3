package io.netraven.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A table of a small model. */
@Entity
@Table(name = "seconds")
final class Second {

    @Id
    @Column(name = "id")
    long id;
}
