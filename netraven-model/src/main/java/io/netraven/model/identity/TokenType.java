package io.netraven.model.identity;

import io.netraven.model.base.EnumConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Whom a token stands for. */
public enum TokenType {
    USER,
    SERVICE;

    /** Stores {@link TokenType} as text. */
    @Converter
    public static final class AsText extends EnumConverter<TokenType> implements AttributeConverter<TokenType, String> {

        public AsText() {
            super(TokenType.class);
        }
    }
}
