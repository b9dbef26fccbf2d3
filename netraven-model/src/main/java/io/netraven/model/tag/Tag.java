package io.netraven.model.tag;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A label that devices carry and credentials are offered for. */
@Entity
@Table(
        name = "tags",
        comment = "Labels that tie credentials to devices",
        uniqueConstraints = @UniqueConstraint(name = "uq_tags_name", columnNames = "name"))
public class Tag extends RevisedEntity {

    /** The id of the tag {@code Default}, which every database has. */
    public static final UUID DEFAULT_ID = UUID.fromString("01970000-0000-7000-8000-000000000001");

    @Column(name = "name", nullable = false, length = 50)
    private String name;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(
            name = "color",
            length = 7,
            check = @CheckConstraint(name = "ck_tags_color", constraint = "color::text ~ '^#[0-9A-Fa-f]{6}$'"),
            comment = "#RRGGBB")
    private @Nullable String color;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Tag() {}

    public Tag(String name) {
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

    public @Nullable String getColor() {
        return color;
    }

    public void setColor(@Nullable String color) {
        this.color = color;
    }
}
