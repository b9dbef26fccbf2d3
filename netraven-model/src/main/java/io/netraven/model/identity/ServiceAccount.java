package io.netraven.model.identity;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.Json;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A service that acts on its own behalf. */
@Entity
@Table(
        name = "service_accounts",
        comment = "Services that act on their own behalf",
        uniqueConstraints = @UniqueConstraint(name = "uq_service_accounts_name", columnNames = "name"))
public class ServiceAccount extends RevisedEntity {

    @Column(name = "name", nullable = false, length = 100)
    private String name;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(
            name = "permissions",
            nullable = false,
            columnDefinition = "jsonb",
            options = "DEFAULT '[]'::jsonb",
            check =
                    @CheckConstraint(
                            name = "ck_service_accounts_permissions",
                            constraint = "jsonb_typeof(permissions) = 'array'"),
            comment = "Array of scope names")
    @Convert(converter = Json.AsJsonb.class)
    private Json permissions = Json.EMPTY_ARRAY;

    @Column(name = "is_active", nullable = false, options = "DEFAULT true", comment = "Whether the account may be used")
    private boolean active = true;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ServiceAccount() {}

    public ServiceAccount(String name) {
        super(TimeOrderedId.next());
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public Json getPermissions() {
        return permissions;
    }

    public void setPermissions(Json permissions) {
        this.permissions = permissions;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean active) {
        this.active = active;
    }
}
