package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EntityRoundTripTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith(NetRavenSchema::model);

    @Test
    void everyEntityComesBackWithEveryColumnFilled() throws ReflectiveOperationException {
        roundTrip(SampleEntities.filled(), true);
    }

    @Test
    void everyEntityComesBackWithEveryNullableColumnNull() throws ReflectiveOperationException {
        roundTrip(SampleEntities.sparse(), false);
    }

    private static void roundTrip(SampleEntities samples, boolean filled) throws ReflectiveOperationException {
        for (Class<?> type : NetRavenModel.entityClasses()) {
            samples.of(type);
        }
        List<Object> stored = samples.all();
        assertThat(stored).hasSameSizeAs(NetRavenModel.entityClasses());
        try (NetRaven netRaven = NetRaven.start(
                Configuration.builder().dataSource(database.dataSource()).build())) {
            EntityManagerFactory factory = netRaven.entityManagerFactory();
            factory.runInTransaction(manager -> stored.forEach(manager::persist));
            try (EntityManager manager = factory.createEntityManager()) {
                for (Object entity : stored) {
                    Object id = factory.getPersistenceUnitUtil().getIdentifier(entity);
                    Object found = manager.find(entity.getClass(), id);
                    assertThat(found).isNotNull().isNotSameAs(entity);
                    assertThat(values(found)).as(entity.toString()).isEqualTo(values(entity));
                    assertThat(nullColumns(found))
                            .as(entity.toString())
                            .isEqualTo(filled ? List.of() : nullable(entity));
                }
            }
        }
    }

    private static Map<String, Optional<Object>> values(Object entity) throws ReflectiveOperationException {
        Map<String, Optional<Object>> values = new TreeMap<>();
        for (Field column : SampleEntities.columns(entity.getClass())) {
            Object value = value(entity, column);
            values.put(
                    column.getName(),
                    Optional.ofNullable(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value));
        }
        return values;
    }

    private static List<String> nullColumns(Object entity) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (Field column : SampleEntities.columns(entity.getClass())) {
            if (!SampleEntities.isExcluded(column) && value(entity, column) == null) {
                names.add(column.getName());
            }
        }
        return names;
    }

    private static List<String> nullable(Object entity) {
        return SampleEntities.columns(entity.getClass()).stream()
                .filter(column -> SampleEntities.isNullable(column) && !SampleEntities.isExcluded(column))
                .map(Field::getName)
                .toList();
    }

    /** Through the accessor that weaving adds: a lazy reference's own field is empty until then. */
    private static @Nullable Object value(Object entity, Field column) throws ReflectiveOperationException {
        try {
            return column.getDeclaringClass()
                    .getMethod("_persistence_get_" + column.getName())
                    .invoke(entity);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(column + " cannot be read", e);
        }
    }
}
