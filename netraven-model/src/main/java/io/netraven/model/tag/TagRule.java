package io.netraven.model.tag;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A rule that gives a tag to the devices that match it. */
@Entity
@Table(
        name = "tag_rules",
        comment = "Rules that give a tag to matching devices",
        indexes = @Index(name = "ix_tag_rules_tag_id", columnList = "tag_id"))
public class TagRule extends RevisedEntity {

    @Column(name = "name", nullable = false, length = 100)
    private String name;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(
            name = "rule_criteria",
            nullable = false,
            columnDefinition = "jsonb",
            comment = "What a device has to match")
    @Convert(converter = Json.AsJsonb.class)
    private Json ruleCriteria;

    @Column(name = "is_active", nullable = false, options = "DEFAULT true", comment = "Whether the rule is applied")
    private boolean active = true;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "tag_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_tag_rules_tag",
                            foreignKeyDefinition = "FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE"),
            comment = "The tag that matching devices get")
    private Tag tag;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected TagRule() {}

    public TagRule(String name, Json ruleCriteria, Tag tag) {
        super(TimeOrderedId.next());
        this.name = name;
        this.ruleCriteria = ruleCriteria;
        this.tag = tag;
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

    public Json getRuleCriteria() {
        return ruleCriteria;
    }

    public void setRuleCriteria(Json ruleCriteria) {
        this.ruleCriteria = ruleCriteria;
    }

    public boolean isActive() {
        return active;
    }

    public void setActive(boolean active) {
        this.active = active;
    }

    public Tag getTag() {
        return tag;
    }

    public void setTag(Tag tag) {
        this.tag = tag;
    }
}
