package io.netraven.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.internal.definition.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated // It changes the default locale.
class SchemaModelTest {

    private static final SeedRow DEPOT = SeedRow.of("depots", "code", "HQ").with("open_from", "06:00");

    private final SchemaModel model = fleet(Fleet.ENTITIES);

    @Test
    void isTheSameAfterItsScriptIsReadBack() {
        SchemaModel read = SchemaModel.parse(model.script());

        assertThat(read.script()).isEqualTo(model.script());
        assertThat(read.name()).isEqualTo("fleet");
        assertThat(read.version()).isEqualTo("7.1");
        assertThat(read.checksum()).isEqualTo(model.checksum()).hasSize(64);
        assertThat(read.tables()).isEqualTo(model.tables());
        assertThat(read.seeds()).containsExactly(DEPOT);
        assertThat(read.extensions()).containsExactly("pgcrypto");
        assertThat(read.tableNames())
                .containsExactly("depots", "driver_trucks", "drivers", "schema_history", "stops", "trips", "trucks");
    }

    @Test
    void describesWhatItsScriptSays() {
        SchemaDescription described = SchemaModel.parse(model.script()).describe();

        assertThat(described.model()).isEqualTo("fleet");
        assertThat(described.checksum()).isEqualTo(model.checksum());
        assertThat(described.extensions()).containsExactly("pgcrypto");
        assertThat(described.defaultData()).containsExactly(DEPOT);
        assertThat(described.tables()).extracting(TableDescription::name).isEqualTo(model.tableNames());
        TableDescription trucks = described.table("trucks").orElseThrow();
        assertThat(trucks.primaryKey()).isEqualTo(new TableDescription.UniqueKey("pk_trucks", List.of("id")));
        assertThat(trucks.foreignKeys())
                .containsExactly(new TableDescription.ForeignKey(
                        "fk_trucks_depot", List.of("depot_id"), "depots", List.of("code"), "ON DELETE RESTRICT"));
        assertThat(described.table("nothing")).isEmpty();
    }

    @Test
    void keepsTheAreasOfTablesThroughScriptsAndOtherModelsAndOutOfTheChecksum() {
        assertThat(areas(SchemaModel.parse(model.script())))
                .containsEntry("trucks", "definition")
                .containsEntry("driver_trucks", "definition")
                .containsEntry("schema_history", "engine");
        SchemaModel other = SchemaModel.named("other", "8").include(model).build();
        assertThat(areas(other)).isEqualTo(areas(model));
        assertThat(areas(model.withoutExtensions())).isEqualTo(areas(model));
        String withoutAreas = model.script().substring(0, model.script().indexOf("\n-- @area "));
        assertThat(areas(SchemaModel.parse(withoutAreas)).values()).containsOnly("");
        assertThat(SchemaModel.named("fleet", "7.1")
                        .include(SchemaModel.parse(withoutAreas))
                        .build()
                        .checksum())
                .isEqualTo(model.checksum());
    }

    private static Map<String, String> areas(SchemaModel of) {
        return of.describe().tables().stream()
                .collect(Collectors.toMap(TableDescription::name, TableDescription::area));
    }

    @Test
    void rendersTheSameBytesWhateverTheOrderOfEntitiesAndTheLocale() {
        List<Class<?>> reversed = new ArrayList<>(Fleet.ENTITIES);
        Collections.reverse(reversed);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(fleet(reversed).script()).isEqualTo(model.script());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hasAChecksumOfWhatReachesTheDatabaseAndNotOfItsName() {
        SchemaModel renamed = SchemaModel.named("other", "8").include(model).build();

        assertThat(renamed.checksum()).isEqualTo(model.checksum());
        assertThat(model.withoutExtensions().checksum()).isNotEqualTo(model.checksum());
        assertThat(SchemaModel.named("fleet", "7.1")
                        .include(model)
                        .seed(SeedRow.of("depots", "code", "B2"))
                        .build()
                        .checksum())
                .isNotEqualTo(model.checksum());
    }

    @Test
    void includesAnotherModelOnceHoweverOftenItIsNamed() {
        SchemaModel twice =
                SchemaModel.named("fleet", "7.1").include(model).include(model).build();

        assertThat(twice.script()).isEqualTo(model.script());
    }

    @Test
    void refusesTheSameTableFromEntityAndIncludedModel() {
        SchemaModel.Builder builder = SchemaModel.named("x", "1").include(model).entities(Fleet.ENTITIES);

        assertThatThrownBy(builder::build).isInstanceOf(ModelError.class).hasMessageContaining("defined twice");
    }

    @Test
    void refusesAScriptThatIsNone() {
        assertThatThrownBy(() -> SchemaModel.parse("CREATE TABLE x ();"))
                .isInstanceOf(ModelError.class)
                .hasMessageContaining("generate it again");
    }

    @Test
    void refusesASeedRowOfATableThatItDoesNotHave() {
        SchemaModel.Builder builder = SchemaModel.named("x", "1").seed(SeedRow.of("nowhere", "id", "1"));

        assertThatThrownBy(builder::build).isInstanceOf(ModelError.class).hasMessageContaining("nowhere");
    }

    @Test
    void namesTheColumnsThatAGrantDoesNotHide() {
        SchemaModel guarded = SchemaModel.named("fleet", "7.1")
                .entities(Fleet.ENTITIES)
                .grant(Grant.to("visitor", "depots", Privilege.SELECT).allBut("open_from"))
                .build();

        assertThat(guarded.roles()).containsExactly("visitor");
        assertThat(SchemaModel.parse(guarded.script()).grants())
                .containsExactly(
                        Grant.to("visitor", "depots", Privilege.SELECT).only("built", "code", "spare_truck_id"),
                        Grant.to("visitor", "schema_history", Privilege.SELECT));
        assertThat(guarded.checksum())
                .isNotEqualTo(fleet(Fleet.ENTITIES).withoutExtensions().checksum());
        assertThat(SchemaModel.named("x", "1")
                        .include(guarded)
                        .include(guarded)
                        .build()
                        .checksum())
                .isEqualTo(guarded.checksum());
    }

    @Test
    void refusesAGrantOnWhatItDoesNotHave() {
        Grant whole = Grant.to("visitor", "depots", Privilege.SELECT);
        assertThatThrownBy(whole::only)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave only() out for the whole table");
        assertThatThrownBy(granting(Grant.to("visitor", "nowhere", Privilege.SELECT))::build)
                .isInstanceOf(ModelError.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(
                        granting(Grant.to("visitor", "depots", Privilege.SELECT).only("colour"))::build)
                .isInstanceOf(ModelError.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(
                        granting(Grant.to("visitor", "depots", Privilege.SELECT).allBut("colour"))::build)
                .isInstanceOf(ModelError.class)
                .hasMessageContaining("colour");
    }

    @Test
    void refusesToHideColumnsOfATableThatItOnlyIncludes() {
        SchemaModel.Builder builder = SchemaModel.named("x", "1")
                .include(model)
                .grant(Grant.to("visitor", "depots", Privilege.SELECT).allBut("open_from"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(ModelError.class)
                .hasMessageContaining("name the columns that it may use");
    }

    @Test
    void refusesAGrantThatMakesNoSense() {
        assertThatThrownBy(() -> Grant.to("visitor", "depots")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grant.to("The Visitor", "depots", Privilege.SELECT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grant.to("visitor", "depots", Privilege.DELETE).only("code"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SchemaModel.Builder granting(Grant grant) {
        return SchemaModel.named("fleet", "1").entities(Fleet.ENTITIES).grant(grant);
    }

    @Nested
    class InAFile {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void isReadAsItWasWritten() throws IOException {
            SchemaModel read = SchemaModel.read(file(model.script()));

            assertThat(read.script()).isEqualTo(model.script());
            assertThat(read.tables()).isEqualTo(model.tables());
        }

        @Test
        void mayBeOfAModelWithoutExtensionsAndDefaultData() throws IOException {
            SchemaModel bare = SchemaModel.named("bare", "1").build();

            assertThat(SchemaModel.read(file(bare.script())).script()).isEqualTo(bare.script());
        }

        @ParameterizedTest
        @CsvSource({
            "plate varchar(12), plate varchar(13)",
            "'-- model: fleet', '-- model: float'",
            "'-- checksum: ', '-- checksum: 0'",
            "'-- proof: ', '-- proof: 0'",
            "'-- extensions: pgcrypto', '-- extensions: '",
            "'-- tables: depots ', '-- tables: '",
            "'-- seeded: EXISTS', '-- seeded: NOT EXISTS'",
            "'-- @table ', '-- @table'",
            "value open_from, value",
            "'\n', '\r\n'",
        })
        void isRefusedWhateverWasChanged(String part, String change) throws IOException {
            String script = model.script();
            assertThat(script).contains(part);
            Path changed = file(script.replace(part, change));

            assertThatThrownBy(() -> SchemaModel.read(changed))
                    .isInstanceOf(ModelError.class)
                    .hasMessageContainingAll(changed.toString(), "was changed", "generate it again");
        }

        @Test
        void isRefusedWithMoreInItsHead() throws IOException {
            Path changed = file("-- note: mine\n" + model.script());

            assertThatThrownBy(() -> SchemaModel.read(changed)).isInstanceOf(ModelError.class);
        }

        @Test
        void isRefusedWhereItIsNone() throws IOException {
            Path none = folder.resolve("model.sql");
            Files.write(none, new byte[] {-1, -2, 0, 10});

            assertThatThrownBy(() -> SchemaModel.read(none))
                    .isInstanceOf(ModelError.class)
                    .hasMessageContainingAll(none.toString(), "no line '-- model: '");
        }

        /** As somebody leaves it who changes the proof too. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nothing",
                    "seed",
                    "seed depots",
                    "grant depots\nuser",
                    "grant depots\nuser FLY",
                    "predecessor public\nname",
                    "predecessor public\nname - Old"
                })
        void isRefusedWhereAPartCannotBeRead(String section) throws Exception {
            String proof = "-- proof: ";
            String script = model.script() + "\n-- @" + section + "\n";
            int start = script.indexOf(proof);
            int end = script.indexOf('\n', start) + 1;
            byte[] others = (script.substring(0, start) + script.substring(end)).getBytes(StandardCharsets.UTF_8);
            String sum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(others));
            Path changed = file(script.substring(0, start) + proof + sum + "\n" + script.substring(end));

            assertThatThrownBy(() -> SchemaModel.read(changed))
                    .isInstanceOf(ModelError.class)
                    .hasMessageContaining("generate it again")
                    .hasMessageNotContaining("was changed");
        }

        private Path file(String text) throws IOException {
            return Files.writeString(folder.resolve("model.sql"), text);
        }
    }

    private static SchemaModel fleet(List<Class<?>> entities) {
        return SchemaModel.named("fleet", "7.1")
                .entities(entities)
                .extension("pgcrypto")
                .seed(DEPOT)
                .build();
    }
}
