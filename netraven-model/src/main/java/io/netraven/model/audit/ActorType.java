package io.netraven.model.audit;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Who acted. */
public enum ActorType {
    USER,
    SYSTEM,
    SERVICE;

    /** Stores {@link ActorType} as text. */
    @Converter
    public static final class AsText extends EnumConverter<ActorType> implements AttributeConverter<ActorType, String> {

        public AsText() {
            super(ActorType.class);
        }
    }
}
