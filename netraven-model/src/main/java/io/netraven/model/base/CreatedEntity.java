package io.netraven.model.base;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/** A row that knows when it was made. */
@MappedSuperclass
public abstract class CreatedEntity extends IdentifiedEntity {

    @Column(name = "created_at", nullable = false, updatable = false, options = "DEFAULT now()")
    private Instant createdAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected CreatedEntity() {}

    protected CreatedEntity(UUID id) {
        this(id, Timestamps.now());
    }

    CreatedEntity(UUID id, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
