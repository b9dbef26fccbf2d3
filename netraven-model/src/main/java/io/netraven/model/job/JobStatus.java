package io.netraven.model.job;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** How far a job has come. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELED;

    /** Stores {@link JobStatus} as text. */
    @Converter
    public static final class AsText extends EnumConverter<JobStatus> implements AttributeConverter<JobStatus, String> {

        public AsText() {
            super(JobStatus.class);
        }
    }
}
