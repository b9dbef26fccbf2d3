package io.netraven.model.job;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.IdentifiedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.value.Json;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the log of a job's run. */
@Entity
@Table(
        name = "job_log_entries",
        comment = "What happened during a run of a job",
        indexes = {
            @Index(name = "ix_job_log_entries_job_log_id_timestamp", columnList = "job_log_id, timestamp"),
            @Index(name = "ix_job_log_entries_timestamp", columnList = "timestamp"),
            @Index(name = "ix_job_log_entries_level", columnList = "level"),
            @Index(name = "ix_job_log_entries_category", columnList = "category"),
            @Index(name = "ix_job_log_entries_credential_username", columnList = "credential_username")
        })
public class JobLogEntry extends IdentifiedEntity {

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "job_log_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_job_log_entries_job_log",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (job_log_id) REFERENCES job_logs (id) ON DELETE CASCADE"))
    private JobLog jobLog;

    @Column(name = "timestamp", nullable = false)
    private Instant timestamp;

    @Column(
            name = "level",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_job_log_entries_level",
                            constraint = "level::text IN ('debug', 'info', 'warning', 'error', 'critical')"))
    @Convert(converter = LogLevel.AsText.class)
    private LogLevel level;

    @Column(name = "category", length = 50, comment = "Part of the job the entry comes from")
    private @Nullable String category;

    @Column(name = "message", nullable = false, columnDefinition = "text")
    private String message;

    @Column(name = "details", columnDefinition = "jsonb")
    @Convert(converter = Json.AsJsonb.class)
    private @Nullable Json details;

    @Column(name = "session_log_path", length = 255, comment = "File with the dialogue between job and device")
    private @Nullable String sessionLogPath;

    @Column(
            name = "session_log_content",
            columnDefinition = "text",
            comment = "The dialogue itself; may show what the device shows")
    private @Nullable String sessionLogContent;

    @Column(name = "credential_username", length = 255, comment = "Login that was used")
    private @Nullable String credentialUsername;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected JobLogEntry() {}

    public JobLogEntry(JobLog jobLog, Instant timestamp, LogLevel level, String message) {
        super(TimeOrderedId.next());
        this.jobLog = jobLog;
        this.timestamp = timestamp;
        this.level = level;
        this.message = message;
    }

    public JobLog getJobLog() {
        return jobLog;
    }

    public Instant getTimestamp() {
        return timestamp;
    }

    public LogLevel getLevel() {
        return level;
    }

    public @Nullable String getCategory() {
        return category;
    }

    public void setCategory(@Nullable String category) {
        this.category = category;
    }

    public String getMessage() {
        return message;
    }

    public @Nullable Json getDetails() {
        return details;
    }

    public void setDetails(@Nullable Json details) {
        this.details = details;
    }

    public @Nullable String getSessionLogPath() {
        return sessionLogPath;
    }

    public void setSessionLogPath(@Nullable String sessionLogPath) {
        this.sessionLogPath = sessionLogPath;
    }

    public @Nullable String getSessionLogContent() {
        return sessionLogContent;
    }

    public void setSessionLogContent(@Nullable String sessionLogContent) {
        this.sessionLogContent = sessionLogContent;
    }

    public @Nullable String getCredentialUsername() {
        return credentialUsername;
    }

    public void setCredentialUsername(@Nullable String credentialUsername) {
        this.credentialUsername = credentialUsername;
    }
}
