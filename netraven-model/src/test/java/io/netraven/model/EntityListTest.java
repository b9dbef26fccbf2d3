package io.netraven.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.unlisted.Forgotten;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

class EntityListTest {

    @Test
    void listsEveryEntityOfTheModule() throws Exception {
        assertThat(NetRavenModel.entityClasses())
                .hasSize(18)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        ClassFolder.of(NetRavenModel.class).annotatedWith(Entity.class));
    }

    @Test
    void listsEveryConverterOfTheModule() throws Exception {
        assertThat(NetRavenModel.converterClasses())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        ClassFolder.of(NetRavenModel.class).annotatedWith(Converter.class));
    }

    @Test
    void anEntityThatIsNotListedIsFound() throws Exception {
        assertThat(ClassFolder.of(Forgotten.class).annotatedWith(Entity.class))
                .containsExactly(Forgotten.class)
                .doesNotContainAnyElementsOf(NetRavenModel.entityClasses());
    }
}
