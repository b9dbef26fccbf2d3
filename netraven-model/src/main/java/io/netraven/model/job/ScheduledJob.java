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
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** A job that runs on a device at planned times. */
@Entity
@Table(
        name = "scheduled_jobs",
        comment = "Jobs that run at planned times",
        indexes = {
            @Index(name = "ix_scheduled_jobs_device_id", columnList = "device_id"),
            @Index(name = "ix_scheduled_jobs_next_run", columnList = "next_run", options = "WHERE enabled"),
            @Index(name = "ix_scheduled_jobs_created_by", columnList = "created_by")
        })
public class ScheduledJob extends RevisedEntity {

    @Column(name = "name", nullable = false, length = 255)
    private String name;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "device_id",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_scheduled_jobs_device",
                            foreignKeyDefinition = "FOREIGN KEY (device_id) REFERENCES devices (id) ON DELETE CASCADE"))
    private Device device;

    @Column(
            name = "schedule_type",
            nullable = false,
            length = 20,
            check =
                    @CheckConstraint(
                            name = "ck_scheduled_jobs_schedule_type",
                            constraint =
                                    "schedule_type::text IN ('immediate', 'one_time', 'daily', 'weekly', 'monthly', 'yearly')"))
    @Convert(converter = ScheduleType.AsText.class)
    private ScheduleType scheduleType;

    @Column(name = "schedule_time", comment = "Time of day, in time_zone")
    private @Nullable LocalTime scheduleTime;

    @Column(
            name = "time_zone",
            nullable = false,
            length = 64,
            options = "DEFAULT 'UTC'::character varying",
            comment = "IANA name of the time zone the schedule is in")
    private String timeZone = "UTC";

    @Column(
            name = "schedule_interval",
            check =
                    @CheckConstraint(
                            name = "ck_scheduled_jobs_schedule_interval",
                            constraint = "schedule_interval > 0"),
            comment = "Every how many days, weeks, months or years")
    private @Nullable Integer scheduleInterval;

    @Column(name = "schedule_day", length = 10, comment = "Day of the week, the month or the year")
    private @Nullable String scheduleDay;

    @Column(name = "enabled", nullable = false, options = "DEFAULT true")
    private boolean enabled = true;

    @Column(name = "last_run")
    private @Nullable Instant lastRun;

    @Column(name = "next_run", comment = "Null: not planned")
    private @Nullable Instant nextRun;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(
            name = "created_by",
            nullable = false,
            foreignKey =
                    @ForeignKey(
                            name = "fk_scheduled_jobs_created_by",
                            foreignKeyDefinition = "FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT"),
            comment = "The user who planned the job")
    private User createdBy;

    @Column(name = "job_data", columnDefinition = "jsonb", comment = "Parameters of the job")
    @Convert(converter = Json.AsJsonb.class)
    private @Nullable Json jobData;

    /** For JPA, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected ScheduledJob() {}

    public ScheduledJob(String name, Device device, ScheduleType scheduleType, User createdBy) {
        super(TimeOrderedId.next());
        this.name = name;
        this.device = device;
        this.scheduleType = scheduleType;
        this.createdBy = createdBy;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Device getDevice() {
        return device;
    }

    public void setDevice(Device device) {
        this.device = device;
    }

    public ScheduleType getScheduleType() {
        return scheduleType;
    }

    public void setScheduleType(ScheduleType scheduleType) {
        this.scheduleType = scheduleType;
    }

    public @Nullable LocalTime getScheduleTime() {
        return scheduleTime;
    }

    public void setScheduleTime(@Nullable LocalTime scheduleTime) {
        this.scheduleTime = scheduleTime;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public @Nullable Integer getScheduleInterval() {
        return scheduleInterval;
    }

    public void setScheduleInterval(@Nullable Integer scheduleInterval) {
        this.scheduleInterval = scheduleInterval;
    }

    public @Nullable String getScheduleDay() {
        return scheduleDay;
    }

    public void setScheduleDay(@Nullable String scheduleDay) {
        this.scheduleDay = scheduleDay;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public @Nullable Instant getLastRun() {
        return lastRun;
    }

    public void setLastRun(@Nullable Instant lastRun) {
        this.lastRun = lastRun;
    }

    public @Nullable Instant getNextRun() {
        return nextRun;
    }

    public void setNextRun(@Nullable Instant nextRun) {
        this.nextRun = nextRun;
    }

    public User getCreatedBy() {
        return createdBy;
    }

    public @Nullable Json getJobData() {
        return jobData;
    }

    public void setJobData(@Nullable Json jobData) {
        this.jobData = jobData;
    }
}
