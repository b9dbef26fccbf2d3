package io.netraven.model.identity;

import io.netraven.model.base.CreatedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.Json;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that was issued. Its id is the {@code jti} claim; the token itself is never stored. */
@Entity
@Table(
        name = "auth_tokens",
        comment = "Issued tokens, of which only the id (jti) is kept",
        indexes = {
            @Index(name = "ix_auth_tokens_subject", columnList = "subject"),
            @Index(name = "ix_auth_tokens_expires_at", columnList = "expires_at")
        })
public class AuthToken extends CreatedEntity {

    @Column(
            name = "subject",
            nullable = false,
            length = 255,
            comment = "User name or service account the token stands for")
    private String subject;

    @Column(
            name = "token_type",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_auth_tokens_token_type",
                            constraint = "token_type::text IN ('user', 'service')"))
    @Convert(converter = TokenType.AsText.class)
    private TokenType tokenType;

    @Column(
            name = "scopes",
            nullable = false,
            columnDefinition = "jsonb",
            options = "DEFAULT '[]'::jsonb",
            comment = "What the token permits")
    @Convert(converter = Json.AsJsonb.class)
    private Json scopes = Json.EMPTY_ARRAY;

    @Column(name = "description", columnDefinition = "text")
    private @Nullable String description;

    @Column(name = "created_by", length = 255, comment = "Who had the token issued")
    private @Nullable String createdBy;

    @Column(name = "expires_at", comment = "Null: does not expire")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at", comment = "Null: not revoked")
    private @Nullable Instant revokedAt;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AuthToken() {}

    public AuthToken(String subject, TokenType tokenType) {
        super(TimeOrderedId.next());
        this.subject = subject;
        this.tokenType = tokenType;
    }

    public String getSubject() {
        return subject;
    }

    public TokenType getTokenType() {
        return tokenType;
    }

    public Json getScopes() {
        return scopes;
    }

    public void setScopes(Json scopes) {
        this.scopes = scopes;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public @Nullable String getCreatedBy() {
        return createdBy;
    }

    public void setCreatedBy(@Nullable String createdBy) {
        this.createdBy = createdBy;
    }

    public @Nullable Instant getExpiresAt() {
        return expiresAt;
    }

    public void setExpiresAt(@Nullable Instant expiresAt) {
        this.expiresAt = expiresAt;
    }

    public @Nullable Instant getRevokedAt() {
        return revokedAt;
    }

    public void setRevokedAt(@Nullable Instant revokedAt) {
        this.revokedAt = revokedAt;
    }
}
