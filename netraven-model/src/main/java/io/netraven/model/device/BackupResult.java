package io.netraven.model.device;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** How a device's last backup ended, or that it has not ended yet. */
public enum BackupResult {
    SUCCESS,
    FAILURE,
    PENDING;

    /** Stores {@link BackupResult} as text. */
    @Converter
    public static final class AsText extends EnumConverter<BackupResult>
            implements AttributeConverter<BackupResult, String> {

        public AsText() {
            super(BackupResult.class);
        }
    }
}
