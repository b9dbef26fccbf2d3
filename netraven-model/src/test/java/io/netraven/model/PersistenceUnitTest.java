package io.netraven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.model.device.Device;
import io.netraven.model.internal.NetRavenPlatform;
import io.netraven.model.tag.Tag;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PersistenceConfiguration;
import java.util.stream.Stream;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.ForeignReferenceMapping;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PersistenceUnitTest {

    private final SilentDatabase database = new SilentDatabase();
    private final EntityManagerFactory factory = open("netraven", database);

    static Stream<Class<?>> entities() {
        return NetRavenModel.entityClasses().stream();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyEntityIsMappedToItsTableInTheNamespace(Class<?> entity) {
        assertThat(descriptor(entity).getTables())
                .singleElement()
                .satisfies(table -> assertThat(table.getQualifiedName())
                        .isEqualTo("\"netraven\"." + Members.table(entity).name()));
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyAssociationIsLazy(Class<?> entity) {
        assertThat(descriptor(entity).getMappings())
                .filteredOn(ForeignReferenceMapping.class::isInstance)
                .hasSizeGreaterThanOrEqualTo(Members.of(entity, ManyToOne.class).size())
                .allMatch(mapping -> mapping.isLazy());
    }

    @ParameterizedTest
    @MethodSource("entities")
    void noEntityIsCachedBeyondItsEntityManager(Class<?> entity) {
        assertThat(descriptor(entity).isSharedIsolation()).isFalse();
    }

    @Test
    void statementsNameTheNamespace() {
        EntityManager entities = factory.createEntityManager();

        assertThatThrownBy(() -> entities.find(Tag.class, Tag.DEFAULT_ID))
                .hasRootCauseMessage("This database executes nothing");
        assertThatThrownBy(() -> entities.createQuery("select t.tag.name from DeviceTag t where t.device.port = 22")
                        .getResultList())
                .hasRootCauseMessage("This database executes nothing");

        assertThat(database.statements())
                .hasSize(2)
                .allSatisfy(sql -> assertThat(sql)
                        .contains("FROM \"netraven\".")
                        .doesNotContainPattern("(FROM|,|JOIN) (tags|device_tags|devices)"));
    }

    @Test
    void aNamespaceIsQuoted() {
        try (EntityManagerFactory odd = open("odd \" one", new SilentDatabase())) {
            assertThat(descriptor(odd, Tag.class).getTables())
                    .singleElement()
                    .satisfies(table -> assertThat(table.getQualifiedName()).isEqualTo("\"odd \"\" one\".tags"));
        }
    }

    @Test
    void twoUnitsOfOneProcessKeepTheirDatabases() {
        SilentDatabase second = new SilentDatabase();
        try (EntityManagerFactory other = open("other", second)) {
            assertThatThrownBy(() -> other.createEntityManager().find(Tag.class, Tag.DEFAULT_ID))
                    .isNotNull();
        }

        assertThat(database.statements()).isEmpty();
        assertThat(second.statements()).singleElement().asString().contains("FROM \"other\".tags");
    }

    @Test
    void eclipseLinkIsToldWhatItWouldOtherwiseGuess() {
        PersistenceConfiguration configuration =
                NetRavenModel.persistenceConfiguration(database.dataSource(), "netraven");

        assertThat(configuration.name()).startsWith(NetRavenModel.PERSISTENCE_UNIT);
        assertThat(configuration.properties())
                .containsEntry("eclipselink.weaving", "static")
                .containsEntry("eclipselink.target-database", NetRavenPlatform.class.getName())
                .containsEntry("jakarta.persistence.schema-generation.database.action", "none")
                .containsEntry("eclipselink.logging.parameters", "false");
        assertThat(factory.unwrap(ServerSession.class).getPlatform()).isInstanceOf(NetRavenPlatform.class);
    }

    @Test
    void aVersionGuardsWhatTheStoreAndPeopleChangeAtOnce() {
        assertThat(descriptor(Device.class).usesOptimisticLocking()).isTrue();
    }

    private ClassDescriptor descriptor(Class<?> entity) {
        return descriptor(factory, entity);
    }

    private static ClassDescriptor descriptor(EntityManagerFactory factory, Class<?> entity) {
        return factory.unwrap(ServerSession.class).getDescriptor(entity);
    }

    private static EntityManagerFactory open(String namespace, SilentDatabase database) {
        return NetRavenModel.persistenceConfiguration(database.dataSource(), namespace)
                .property("eclipselink.logging.level", "OFF")
                .createEntityManagerFactory();
    }
}
