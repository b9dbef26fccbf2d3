package io.netraven.model.job;

import static jakarta.persistence.FetchType.LAZY;

import io.netraven.model.base.RevisedEntity;
import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.device.Device;
import io.netraven.model.identity.User;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of a job. */
@Entity
@Table(
        name = "job_logs",
        comment = "Runs of jobs",
        indexes = {
            @Index(name = "ix_job_logs_session_id", columnList = "session_id"),
            @Index(name = "ix_job_logs_job_type", columnList = "job_type"),
            @Index(name = "ix_job_logs_status", columnList = "status"),
            @Index(name = "ix_job_logs_start_time", columnList = "start_time"),
            @Index(name = "ix_job_logs_device_id", columnList = "device_id"),
            @Index(name = "ix_job_logs_created_by", columnList = "created_by")
        },
        check = @CheckConstraint(name = "ck_job_logs_end_time", constraint = "end_time >= start_time"))
public class JobLog extends RevisedEntity {

    @Column(name = "session_id", nullable = false, comment = "Shared by the runs that belong together")
    private UUID sessionId;

    @Column(name = "job_type", nullable = false, length = 50, comment = "What the job does, such as backup")
    private String jobType;

    @Column(
            name = "status",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_job_logs_status",
                            constraint = "status::text IN ('queued', 'running', 'completed', 'failed', 'canceled')"))
    @Convert(converter = JobStatus.AsText.class)
    private JobStatus status;

    @Column(name = "start_time", nullable = false)
    private Instant startTime;

    @Column(name = "end_time", comment = "Null: not ended")
    private @Nullable Instant endTime;

    @Column(name = "result_message", columnDefinition = "text")
    private @Nullable String resultMessage;

    @Column(name = "job_data", columnDefinition = "jsonb", comment = "Parameters and results, by job type")
    @Convert(converter = Json.AsJsonb.class)
    private @Nullable Json jobData;

    @Column(
            name = "retention_days",
            check = @CheckConstraint(name = "ck_job_logs_retention_days", constraint = "retention_days > 0"),
            comment = "Days until the run is purged; null: kept")
    private @Nullable Integer retentionDays;

    @ManyToOne(fetch = LAZY)
    @JoinColumn(
            name = "device_id",
            foreignKey =
                    @ForeignKey(
                            name = "fk_job_logs_device",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE SET NULL"))
    private @Nullable Device device;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "created_by",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_job_logs_created_by",
                            foreignKeyDefinition = "FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT"),
            comment = "The user who started the job")
    private User createdBy;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected JobLog() {}

    public JobLog(UUID sessionId, String jobType, JobStatus status, Instant startTime, User createdBy) {
        super(TimeOrderedId.next());
        this.sessionId = sessionId;
        this.jobType = jobType;
        this.status = status;
        this.startTime = startTime;
        this.createdBy = createdBy;
    }

    public UUID getSessionId() {
        return sessionId;
    }

    public String getJobType() {
        return jobType;
    }

    public JobStatus getStatus() {
        return status;
    }

    public void setStatus(JobStatus status) {
        this.status = status;
    }

    public Instant getStartTime() {
        return startTime;
    }

    public void setStartTime(Instant startTime) {
        this.startTime = startTime;
    }

    public @Nullable Instant getEndTime() {
        return endTime;
    }

    public void setEndTime(@Nullable Instant endTime) {
        this.endTime = endTime;
    }

    public @Nullable String getResultMessage() {
        return resultMessage;
    }

    public void setResultMessage(@Nullable String resultMessage) {
        this.resultMessage = resultMessage;
    }

    public @Nullable Json getJobData() {
        return jobData;
    }

    public void setJobData(@Nullable Json jobData) {
        this.jobData = jobData;
    }

    public @Nullable Integer getRetentionDays() {
        return retentionDays;
    }

    public void setRetentionDays(@Nullable Integer retentionDays) {
        this.retentionDays = retentionDays;
    }

    public @Nullable Device getDevice() {
        return device;
    }

    public void setDevice(@Nullable Device device) {
        this.device = device;
    }

    public User getCreatedBy() {
        return createdBy;
    }
}
