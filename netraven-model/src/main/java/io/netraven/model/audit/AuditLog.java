package io.netraven.model.audit;

import io.netraven.model.base.CreatedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.IpAddress;
import io.netraven.model.value.Json;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One audited event. Rows are added and never changed, which JPA refuses here and the database by its grants. */
@Entity
@Table(
        name = "audit_logs",
        comment = "Who did what; rows are added and never changed",
        indexes = {
            @Index(name = "ix_audit_logs_event_type_event_name", columnList = "event_type, event_name"),
            @Index(name = "ix_audit_logs_actor_id_target_id", columnList = "actor_id, target_id"),
            @Index(name = "ix_audit_logs_status_created_at", columnList = "status, created_at"),
            @Index(name = "ix_audit_logs_created_at", columnList = "created_at")
        })
public class AuditLog extends CreatedEntity {

    @Column(
            name = "event_type",
            nullable = false,
            length = 32,
            check =
                    @CheckConstraint(
                            name = "ck_audit_logs_event_type",
                            constraint = "event_type::text IN ('auth', 'admin', 'key', 'data', 'credential')"))
    @Convert(converter = EventType.AsText.class)
    private EventType eventType;

    @Column(name = "event_name", nullable = false, length = 64)
    private String eventName;

    @Column(name = "actor_id", length = 255, comment = "Id or name of who acted")
    private @Nullable String actorId;

    @Column(
            name = "actor_type",
            length = 32,
            check =
                    @CheckConstraint(
                            name = "ck_audit_logs_actor_type",
                            constraint = "actor_type::text IN ('user', 'system', 'service')"))
    @Convert(converter = ActorType.AsText.class)
    private @Nullable ActorType actorType;

    @Column(name = "target_id", length = 255, comment = "Id or name of what was acted upon")
    private @Nullable String targetId;

    @Column(name = "target_type", length = 32)
    private @Nullable String targetType;

    @Column(
            name = "ip_address",
            columnDefinition = "inet",
            check =
                    @CheckConstraint(
                            name = "ck_audit_logs_ip_address",
                            constraint = "ip_address = host(ip_address)::inet"),
            comment = "Where the request came from")
    @Convert(converter = IpAddress.AsInet.class)
    private @Nullable IpAddress ipAddress;

    @Column(name = "user_agent", columnDefinition = "text")
    private @Nullable String userAgent;

    @Column(name = "session_id", length = 64)
    private @Nullable String sessionId;

    @Column(name = "description", nullable = false, columnDefinition = "text")
    private String description;

    @Column(
            name = "status",
            nullable = false,
            length = 16,
            check =
                    @CheckConstraint(
                            name = "ck_audit_logs_status",
                            constraint = "status::text IN ('success', 'failure', 'error', 'warning')"))
    @Convert(converter = EventStatus.AsText.class)
    private EventStatus status;

    @Column(name = "event_metadata", columnDefinition = "jsonb", comment = "Further facts, never a secret")
    @Convert(converter = Json.AsJsonb.class)
    private @Nullable Json eventMetadata;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected AuditLog() {}

    public AuditLog(EventType eventType, String eventName, String description, EventStatus status) {
        super(TimeOrderedId.next());
        this.eventType = eventType;
        this.eventName = eventName;
        this.description = description;
        this.status = status;
    }

    public EventType getEventType() {
        return eventType;
    }

    public String getEventName() {
        return eventName;
    }

    public @Nullable String getActorId() {
        return actorId;
    }

    public void setActorId(@Nullable String actorId) {
        this.actorId = actorId;
    }

    public @Nullable ActorType getActorType() {
        return actorType;
    }

    public void setActorType(@Nullable ActorType actorType) {
        this.actorType = actorType;
    }

    public @Nullable String getTargetId() {
        return targetId;
    }

    public void setTargetId(@Nullable String targetId) {
        this.targetId = targetId;
    }

    public @Nullable String getTargetType() {
        return targetType;
    }

    public void setTargetType(@Nullable String targetType) {
        this.targetType = targetType;
    }

    public @Nullable IpAddress getIpAddress() {
        return ipAddress;
    }

    public void setIpAddress(@Nullable IpAddress ipAddress) {
        this.ipAddress = ipAddress;
    }

    public @Nullable String getUserAgent() {
        return userAgent;
    }

    public void setUserAgent(@Nullable String userAgent) {
        this.userAgent = userAgent;
    }

    public @Nullable String getSessionId() {
        return sessionId;
    }

    public void setSessionId(@Nullable String sessionId) {
        this.sessionId = sessionId;
    }

    public String getDescription() {
        return description;
    }

    public EventStatus getStatus() {
        return status;
    }

    public @Nullable Json getEventMetadata() {
        return eventMetadata;
    }

    public void setEventMetadata(@Nullable Json eventMetadata) {
        this.eventMetadata = eventMetadata;
    }

    @PreUpdate
    void refuseChange() {
        throw new UnsupportedOperationException(this + " is an audit record, which is never changed");
    }
}
