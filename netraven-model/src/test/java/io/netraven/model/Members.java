package io.netraven.model;

import jakarta.persistence.Column;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The annotated members of the entities. */
final class Members {

    private Members() {}

    static List<Class<?>> hierarchy(Class<?> entity) {
        return Stream.<Class<?>>iterate(entity, type -> type != Object.class, Members::parent)
                .toList();
    }

    private static Class<?> parent(Class<?> type) {
        return Objects.requireNonNull(type.getSuperclass());
    }

    static List<Field> of(Class<?> entity, Class<? extends Annotation> annotation) {
        return hierarchy(entity).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(annotation))
                .toList();
    }

    static Stream<Field> ofAll(Class<? extends Annotation> annotation) {
        return NetRavenModel.entityClasses().stream().flatMap(entity -> of(entity, annotation).stream());
    }

    static Table table(Class<?> entity) {
        return annotation(entity.getAnnotation(Table.class));
    }

    static Column column(Field field) {
        return annotation(field.getAnnotation(Column.class));
    }

    static JoinColumn joinColumn(Field field) {
        return annotation(field.getAnnotation(JoinColumn.class));
    }

    private static <A extends Annotation> A annotation(A present) {
        return Objects.requireNonNull(present);
    }
}
