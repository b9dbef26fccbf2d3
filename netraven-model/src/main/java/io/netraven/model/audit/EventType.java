package io.netraven.model.audit;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** What area an audited event belongs to. */
public enum EventType {
    AUTH,
    ADMIN,
    KEY,
    DATA,
    CREDENTIAL;

    /** Stores {@link EventType} as text. */
    @Converter
    public static final class AsText extends EnumConverter<EventType> implements AttributeConverter<EventType, String> {

        public AsText() {
            super(EventType.class);
        }
    }
}
