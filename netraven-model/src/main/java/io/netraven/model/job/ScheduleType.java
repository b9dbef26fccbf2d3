package io.netraven.model.job;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** How often a scheduled job runs. */
public enum ScheduleType {
    IMMEDIATE,
    ONE_TIME,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    /** Stores {@link ScheduleType} as text. */
    @Converter
    public static final class AsText extends EnumConverter<ScheduleType>
            implements AttributeConverter<ScheduleType, String> {

        public AsText() {
            super(ScheduleType.class);
        }
    }
}
