package io.netraven.model.audit;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** How an audited event ended. */
public enum EventStatus {
    SUCCESS,
    FAILURE,
    ERROR,
    WARNING;

    /** Stores {@link EventStatus} as text. */
    @Converter
    public static final class AsText extends EnumConverter<EventStatus>
            implements AttributeConverter<EventStatus, String> {

        public AsText() {
            super(EventStatus.class);
        }
    }
}
