package io.netraven.model.base;

import jakarta.persistence.AttributeConverter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores an enum constant as its name in lower case. A subclass names {@link AttributeConverter} with its type arguments
 * once more, because EclipseLink takes a column's type from what the converter class itself declares. Immutable.
 *
 * @param <E> the enum
 */
public abstract class EnumConverter<E extends Enum<E>> implements AttributeConverter<E, String> {

    private final Class<E> type;
    private final Map<String, E> byStoredValue;

    protected EnumConverter(Class<E> type) {
        this.type = type;
        byStoredValue = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(EnumConverter::storedValue, Function.identity()));
    }

    /** Returns the text that stands for a constant in the database. */
    public static String storedValue(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public final @Nullable String convertToDatabaseColumn(@Nullable E constant) {
        return constant == null ? null : storedValue(constant);
    }

    @Override
    public final @Nullable E convertToEntityAttribute(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        E constant = byStoredValue.get(stored);
        if (constant == null) {
            throw new IllegalArgumentException("\"" + stored + "\" is no " + type.getSimpleName() + ", expected one of "
                    + byStoredValue.keySet().stream().sorted().toList());
        }
        return constant;
    }
}
