package io.netraven.schema.internal.definition;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which PostgreSQL type stands for which Java type. Zoneless timestamps have no entry on purpose. */
final class ColumnTypes {

    private static final Map<Class<?>, String> FIXED = Map.ofEntries(
            Map.entry(UUID.class, "uuid"),
            Map.entry(LocalDate.class, "date"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(short.class, "smallint"),
            Map.entry(Short.class, "smallint"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "bigint"),
            Map.entry(Long.class, "bigint"),
            Map.entry(float.class, "real"),
            Map.entry(Float.class, "real"),
            Map.entry(double.class, "double precision"),
            Map.entry(Double.class, "double precision"),
            Map.entry(byte[].class, "bytea"));

    private ColumnTypes() {}

    /** Returns the SQL type, or null where there is none for this Java type. */
    static @Nullable String of(Class<?> type, int length, @Nullable Column column) {
        if (type == String.class || type.isEnum()) {
            return "varchar(" + length + ")";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "timestamptz" + seconds(column);
        }
        if (type == LocalTime.class) {
            return "time" + seconds(column);
        }
        if (type == BigDecimal.class) {
            return column == null || column.precision() == 0
                    ? "numeric"
                    : "numeric(" + column.precision() + "," + column.scale() + ")";
        }
        return FIXED.get(type);
    }

    private static String seconds(@Nullable Column column) {
        return column == null || column.secondPrecision() < 0 ? "" : "(" + column.secondPrecision() + ")";
    }

    /** Returns the second type argument of a converter: what reaches the driver. */
    static Class<?> convertedType(Class<?> converter) {
        Map<TypeVariable<?>, Type> bound = new HashMap<>();
        for (Class<?> c = converter; c != null; c = c.getSuperclass()) {
            for (Type implemented : c.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType p && p.getRawType() == AttributeConverter.class) {
                    return raw(p.getActualTypeArguments()[1], bound);
                }
            }
            if (c.getGenericSuperclass() instanceof ParameterizedType p) {
                TypeVariable<?>[] variables = c.getSuperclass().getTypeParameters();
                for (int i = 0; i < variables.length; i++) {
                    bound.put(variables[i], p.getActualTypeArguments()[i]);
                }
            }
        }
        return Object.class;
    }

    private static Class<?> raw(Type type, Map<TypeVariable<?>, Type> bound) {
        Type resolved = type;
        while (resolved instanceof TypeVariable<?> variable && bound.containsKey(variable)) {
            resolved = bound.get(variable);
        }
        return resolved instanceof Class<?> c ? c : Object.class;
    }
}
