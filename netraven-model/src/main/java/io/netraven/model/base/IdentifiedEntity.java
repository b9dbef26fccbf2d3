package io.netraven.model.base;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row with an id of its own. The id is there before the row is: encryption binds a secret to it. Two entities are
 * equal when they are of one class and have the same id. Like every entity, not safe for use by several threads.
 */
@MappedSuperclass
public abstract class IdentifiedEntity {

    @Id
    @Column(name = "id", nullable = false, updatable = false)
    private UUID id;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected IdentifiedEntity() {}

    protected IdentifiedEntity(UUID id) {
        this.id = id;
    }

    public UUID getId() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdentifiedEntity that && getClass() == that.getClass() && id.equals(that.getId());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Names class and id only, so that no column's content reaches a log. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + id + "]";
    }
}
