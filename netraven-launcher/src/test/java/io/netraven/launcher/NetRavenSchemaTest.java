package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.internal.schema.Composition;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class NetRavenSchemaTest {

    @Test
    void isWhatTheEntitiesGiveAfresh() {
        SchemaModel model = NetRavenSchema.model();
        assertThat(model.script()).isEqualTo(Composition.of(model.version()).script());
    }

    @Test
    void hasEighteenTablesAndTheHistory() {
        assertThat(NetRavenSchema.model().tableNames()).hasSize(19).contains("schema_history", "devices");
    }

    @Test
    void isPreparedByTheScriptOfTheDatabasesFirstStart() throws IOException {
        assertThat(Path.of("..", "docker", "init-db.sql"))
                .content(StandardCharsets.UTF_8)
                .isEqualTo(NetRavenSchema.model().bootstrap(SchemaEngine.DEFAULT_NAMESPACE));
    }
}
