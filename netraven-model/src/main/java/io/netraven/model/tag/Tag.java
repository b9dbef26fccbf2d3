package io.netraven.model.tag;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.credential.Credential;
import io.netraven.model.credential.CredentialTag;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** As the database had it when it was read. */
    @OneToMany(mappedBy = "tag")
    private List<CredentialTag> credentialTags = new ArrayList<>();

    /**
     * Whether the key is offered, for what was added or removed since. Not in the list: a change of that would read all
     * of it and update the tag's own row.
     */
    @Transient
    private final Map<CredentialTag, Boolean> changes = new HashMap<>();

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

    /**
     * Returns the credentials that are offered for the tag, each with its priority. The first call reads them from the
     * database. Includes what {@link Credential#addTag} added and lacks what {@link Credential#removeTag} removed,
     * stored or not.
     *
     * @return an immutable copy, in no particular order
     */
    public Set<CredentialTag> credentialTags() {
        Set<CredentialTag> offered = new HashSet<>(credentialTags);
        changes.forEach((changed, isOffered) -> {
            if (isOffered) {
                offered.add(changed);
            } else {
                offered.remove(changed);
            }
        });
        return Set.copyOf(offered);
    }

    /**
     * Keeps this side of the association. To offer a credential for a tag, call {@link Credential#addTag}, which calls
     * this. Reads nothing from the database.
     *
     * @throws IllegalArgumentException if the argument belongs to another tag
     */
    public void addCredentialTag(CredentialTag added) {
        if (!equals(added.getTag())) {
            throw new IllegalArgumentException(added + " belongs to " + added.getTag() + ", not to " + this);
        }
        changes.put(added, true);
    }

    /**
     * Keeps this side of the association. To stop offering a credential for a tag, call {@link Credential#removeTag},
     * which calls this. Reads nothing from the database.
     */
    public void removeCredentialTag(CredentialTag removed) {
        changes.put(removed, false);
    }

    /** What was just read, for the first time or again, has all changes. */
    @PostLoad
    void forgetChanges() {
        changes.clear();
    }
}
