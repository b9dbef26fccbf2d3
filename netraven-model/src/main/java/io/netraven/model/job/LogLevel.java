package io.netraven.model.job;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** How serious a log entry is. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** Stores {@link LogLevel} as text. */
    @Converter
    public static final class AsText extends EnumConverter<LogLevel> implements AttributeConverter<LogLevel, String> {

        public AsText() {
            super(LogLevel.class);
        }
    }
}
