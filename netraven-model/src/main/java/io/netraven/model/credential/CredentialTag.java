package io.netraven.model.credential;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.tag.Tag;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PreRemove;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tag that a credential is offered for, with its priority and how it fared there. Made by {@link Credential#addTag},
 * removed by {@link Credential#removeTag} or with its credential.
 */
@Entity
@Table(
        name = "credential_tags",
        comment = "Tags a credential is offered for, and how it fared there",
        indexes = @Index(name = "ix_credential_tags_tag_id_priority", columnList = "tag_id, priority"),
        uniqueConstraints =
                @UniqueConstraint(
                        name = "uq_credential_tags_credential_id_tag_id",
                        columnNames = {"credential_id", "tag_id"}))
public class CredentialTag extends RevisedEntity {

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "credential_id",
            nullable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_credential_tags_credential",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (credential_id) REFERENCES credentials (id) ON DELETE CASCADE"))
    private Credential credential;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "tag_id",
            nullable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_credential_tags_tag",
                            foreignKeyDefinition = "FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE CASCADE"))
    private Tag tag;

    @Column(
            name = "priority",
            nullable = false,
            options = "DEFAULT 0",
            check =
                    @CheckConstraint(
                            name = "ck_credential_tags_priority",
                            constraint = "priority >= 0 AND priority <= 100"),
            comment = "0 to 100, the greater the sooner tried")
    private double priority;

    @Column(
            name = "success_count",
            nullable = false,
            options = "DEFAULT 0",
            check = @CheckConstraint(name = "ck_credential_tags_success_count", constraint = "success_count >= 0"))
    private long successCount;

    @Column(
            name = "failure_count",
            nullable = false,
            options = "DEFAULT 0",
            check = @CheckConstraint(name = "ck_credential_tags_failure_count", constraint = "failure_count >= 0"))
    private long failureCount;

    @Column(name = "last_used")
    private @Nullable Instant lastUsed;

    @Column(name = "last_success")
    private @Nullable Instant lastSuccess;

    @Column(name = "last_failure")
    private @Nullable Instant lastFailure;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected CredentialTag() {}

    CredentialTag(Credential credential, Tag tag, double priority) {
        super(TimeOrderedId.next());
        this.credential = credential;
        this.tag = tag;
        this.priority = priority;
    }

    /** A removed credential takes its associations along: its tags must not list them any longer. */
    @PreRemove
    void leaveTag() {
        tag.removeCredentialTag(this);
    }

    public Credential getCredential() {
        return credential;
    }

    public Tag getTag() {
        return tag;
    }

    public double getPriority() {
        return priority;
    }

    public void setPriority(double priority) {
        this.priority = priority;
    }

    public long getSuccessCount() {
        return successCount;
    }

    public long getFailureCount() {
        return failureCount;
    }

    public @Nullable Instant getLastUsed() {
        return lastUsed;
    }

    public @Nullable Instant getLastSuccess() {
        return lastSuccess;
    }

    public @Nullable Instant getLastFailure() {
        return lastFailure;
    }
}
