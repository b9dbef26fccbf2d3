package io.netraven.model.backup;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** How far a backup has come. */
public enum BackupStatus {
    PENDING,
    COMPLETE,
    FAILED;

    /** Stores {@link BackupStatus} as text. */
    @Converter
    public static final class AsText extends EnumConverter<BackupStatus>
            implements AttributeConverter<BackupStatus, String> {

        public AsText() {
            super(BackupStatus.class);
        }
    }
}
