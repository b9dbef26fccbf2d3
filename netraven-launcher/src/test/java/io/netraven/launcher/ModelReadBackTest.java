package io.netraven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.model.NetRavenModel;
import io.netraven.schema.SchemaDescription;
import io.netraven.schema.SchemaModel;
import io.netraven.schema.TableDescription;
import io.netraven.schema.internal.definition.DdlWriter;
import io.netraven.schema.internal.definition.ModelReader;
import io.netraven.schema.internal.definition.TableDefinition;
import io.netraven.schema.internal.definition.TableReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The script of NetRaven's own tables holds all that their entities say. */
final class ModelReadBackTest {

    @Test
    void readsEveryTableOfNetRavenAsItsEntityGivesIt() {
        List<TableDefinition> tables = ModelReader.read(NetRavenModel.entityClasses(), List.of());

        assertThat(DdlWriter.write(tables, List.of()).stream().map(TableReader::read))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("source")
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void groupsTheTablesByTheirEntitiesPackages() {
        SchemaDescription described = NetRavenSchema.model().describe();

        assertThat(described.tables()).extracting(TableDescription::area).doesNotContain("");
        assertThat(described.table("devices").orElseThrow().area()).isEqualTo("device");
        assertThat(described.table("schema_history").orElseThrow().area()).isEqualTo("engine");
    }

    @Test
    void describesTheModelOfAServiceToo() {
        SchemaModel service = SchemaModel.named("service", "1")
                .include(NetRavenSchema.model())
                .build();

        assertThat(service.describe().tables())
                .isEqualTo(NetRavenSchema.model().describe().tables());
    }
}
