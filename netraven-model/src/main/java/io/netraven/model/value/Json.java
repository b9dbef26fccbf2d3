package io.netraven.model.value;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * The text of a {@code jsonb} value. It is not parsed here: PostgreSQL refuses what is no JSON. PostgreSQL also
 * normalises white space, the order of keys and repeated keys, so what is read may differ from what was written, and
 * two texts of the same JSON value are not equal. Immutable.
 *
 * @param text JSON text
 */
public record Json(String text) {

    /** The empty array. */
    public static final Json EMPTY_ARRAY = new Json("[]");

    /** Refuses a blank text, which is no JSON. */
    public Json {
        if (text.isBlank()) {
            throw new IllegalArgumentException("JSON text is blank");
        }
    }

    /** Returns the text. */
    @Override
    public String toString() {
        return text;
    }

    /** Binds {@link Json} as {@code jsonb}. */
    @Converter
    public static final class AsJsonb implements AttributeConverter<Json, Object> {

        public AsJsonb() {}

        @Override
        public Object convertToDatabaseColumn(@Nullable Json json) {
            return TypedObject.of("jsonb", json == null ? null : json.text());
        }

        @Override
        public @Nullable Json convertToEntityAttribute(@Nullable Object stored) {
            String text = TypedObject.textOf(stored);
            return text == null ? null : new Json(text);
        }
    }
}
