package io.netraven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.stream.Stream;
import org.eclipse.persistence.internal.weaving.PersistenceWeaved;
import org.eclipse.persistence.internal.weaving.PersistenceWeavedChangeTracking;
import org.eclipse.persistence.internal.weaving.PersistenceWeavedLazy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without weaving, EclipseLink would load every lazy association at once and say nothing. */
class WeavingTest {

    static Stream<Class<?>> entities() {
        return NetRavenModel.entityClasses().stream();
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyEntityIsWoven(Class<?> entity) {
        assertThat(entity).isAssignableTo(PersistenceWeaved.class);
        assertThat(entity).isAssignableTo(PersistenceWeavedChangeTracking.class);
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyAssociationToOneHasAHolderThatLoadsLater(Class<?> entity) {
        for (var association : Members.of(entity, ManyToOne.class)) {
            assertThat(entity).isAssignableTo(PersistenceWeavedLazy.class);
            assertThatCode(() -> entity.getDeclaredField("_persistence_" + association.getName() + "_vh"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyAssociationIsDeclaredLazy() {
        assertThat(Members.ofAll(ManyToOne.class).map(field -> field.getAnnotation(ManyToOne.class)))
                .isNotEmpty()
                .allMatch(association -> association.fetch().name().equals("LAZY"));
        assertThat(Members.ofAll(OneToMany.class).map(field -> field.getAnnotation(OneToMany.class)))
                .isNotEmpty()
                .allMatch(association -> association.fetch().name().equals("LAZY"));
    }

    @Test
    void theJarHoldsNoPersistenceXml() {
        assertThat(NetRavenModel.class.getResource("/META-INF/persistence.xml")).isNull();
    }
}
