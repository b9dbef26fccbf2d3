package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
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
            SoftAssertions softly = new SoftAssertions();
            try (EntityManager manager = factory.createEntityManager()) {
                for (Object entity : stored) {
                    Object id = factory.getPersistenceUnitUtil().getIdentifier(entity);
                    Object found = manager.find(entity.getClass(), id);
                    softly.assertThat(found).isNotNull().isNotSameAs(entity);
                    compare(softly, entity, found, filled);
                }
            }
            softly.assertAll();
        }
    }

    private static void compare(SoftAssertions softly, Object stored, Object found, boolean filled)
            throws ReflectiveOperationException {
        for (Field column : SampleEntities.columns(stored.getClass())) {
            Object value = value(found, column);
            softly.assertThat(value).as(column.toString()).isEqualTo(value(stored, column));
            if (!SampleEntities.isExcluded(column)) {
                boolean empty = SampleEntities.isNullable(column) && !filled;
                softly.assertThat(value == null).as(column + " is null").isEqualTo(empty);
            }
        }
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
