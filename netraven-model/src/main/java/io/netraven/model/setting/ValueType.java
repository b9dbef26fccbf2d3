package io.netraven.model.setting;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** What the JSON value of a setting has to be. */
public enum ValueType {
    STRING,
    NUMBER,
    BOOLEAN,
    JSON;

    /** Stores {@link ValueType} as text. */
    @Converter
    public static final class AsText extends EnumConverter<ValueType> implements AttributeConverter<ValueType, String> {

        public AsText() {
            super(ValueType.class);
        }
    }
}
