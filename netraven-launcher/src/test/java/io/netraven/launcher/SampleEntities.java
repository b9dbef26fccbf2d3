package io.netraven.launcher;

import io.netraven.model.base.TimeOrderedId;
import io.netraven.model.key.EncryptionKey;
import io.netraven.model.setting.AdminSetting;
import io.netraven.model.value.IpAddress;
import io.netraven.model.value.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes an instance of any entity class, and of those it refers to, with all of its columns filled, or few. */
public final class SampleEntities {

    private final boolean filled;
    private final Map<Class<?>, Object> made = new LinkedHashMap<>();
    /** Known before the key is made: its own check value names it. */
    private final UUID keyId = TimeOrderedId.next();

    private int number;

    private SampleEntities(boolean filled) {
        this.filled = filled;
    }

    /** Fills every column. */
    public static SampleEntities filled() {
        return new SampleEntities(true);
    }

    /** Leaves every column null that may be. */
    public static SampleEntities sparse() {
        return new SampleEntities(false);
    }

    /** What has been made, in an order in which it can be stored. */
    public List<Object> all() {
        return List.copyOf(made.values());
    }

    /** The one instance of a class. */
    public Object of(Class<?> type) throws ReflectiveOperationException {
        Object known = made.get(type);
        if (known != null) {
            return known;
        }
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object entity = constructor.newInstance();
        for (Field field : columns(type)) {
            field.set(entity, isNullable(field) && !filled ? null : value(type, field));
        }
        made.put(type, entity);
        return entity;
    }

    /** The fields that are columns, those of superclasses first. */
    static List<Field> columns(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                boolean column = field.isAnnotationPresent(Column.class) || field.isAnnotationPresent(JoinColumn.class);
                if (column && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    /** A sensitive setting has a secret value and no other: the two columns are never filled together. */
    static boolean isExcluded(Field field) {
        return field.getDeclaringClass() == AdminSetting.class
                && field.getName().equals("value");
    }

    static boolean isNullable(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null ? annotation(field, JoinColumn.class).nullable() : column.nullable();
    }

    private @Nullable Object value(Class<?> entity, Field field) throws ReflectiveOperationException {
        Class<?> type = field.getType();
        if (type.isAnnotationPresent(Entity.class)) {
            return of(type);
        }
        if (isExcluded(field)) {
            return null;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == byte[].class) {
            return envelope();
        }
        number++;
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> filled;
            case "int", "Integer" -> number;
            case "long", "Long" -> field.getName().equals("version") ? 0L : (long) number;
            case "double" -> 12.5;
            case "UUID" -> entity == EncryptionKey.class ? keyId : TimeOrderedId.next();
            case "Instant" -> Instant.parse("2026-01-02T03:04:05.678901Z").plusSeconds(number);
            case "LocalTime" -> LocalTime.of(3, 4, 5);
            case "Json" -> Json.EMPTY_ARRAY;
            case "IpAddress" -> new IpAddress("2001:db8::" + number);
            case "String" -> text(field);
            default -> throw new IllegalStateException("No sample for " + field);
        };
    }

    private static <A extends Annotation> A annotation(Field field, Class<A> type) {
        return Objects.requireNonNull(field.getAnnotation(type));
    }

    private String text(Field field) {
        if (field.getName().equals("color")) {
            return "#00ff7f";
        }
        String text = "ä" + number + "'\"\\ " + field.getName();
        int length = annotation(field, Column.class).length();
        return text.length() <= length ? text : text.substring(0, length);
    }

    private byte[] envelope() {
        return ByteBuffer.allocate(80)
                .putShort((short) 0x4e52)
                .put((byte) 1)
                .put((byte) 1)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .array();
    }
}
