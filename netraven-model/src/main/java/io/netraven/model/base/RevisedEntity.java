package io.netraven.model.base;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PreUpdate;
import java.time.Instant;
import java.util.UUID;

/**
 * A row that knows when it was made and when its content last changed through JPA. SQL statements such as those of key
 * rotation and of usage counters leave {@code updated_at} alone.
 */
@MappedSuperclass
public abstract class RevisedEntity extends CreatedEntity {

    @Column(name = "updated_at", nullable = false, options = "DEFAULT now()")
    private Instant updatedAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected RevisedEntity() {}

    protected RevisedEntity(UUID id) {
        this(id, Timestamps.now());
    }

    private RevisedEntity(UUID id, Instant createdAt) {
        super(id, createdAt);
        updatedAt = createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    @PreUpdate
    void touch() {
        updatedAt = Timestamps.now();
    }
}
