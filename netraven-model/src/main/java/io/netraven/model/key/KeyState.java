package io.netraven.model.key;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** What a data key may still do. */
public enum KeyState {
    ACTIVE,
    DECRYPT_ONLY;

    /** Stores {@link KeyState} as text. */
    @Converter
    public static final class AsText extends EnumConverter<KeyState> implements AttributeConverter<KeyState, String> {

        public AsText() {
            super(KeyState.class);
        }
    }
}
