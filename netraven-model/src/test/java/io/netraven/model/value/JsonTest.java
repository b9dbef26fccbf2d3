package io.netraven.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PGobject;

class JsonTest {

    private final Json.AsJsonb converter = new Json.AsJsonb();

    @Test
    void keepsTheTextAsItIs() {
        assertThat(new Json("{\"b\":1, \"a\":2}").text()).isEqualTo("{\"b\":1, \"a\":2}");
    }

    @Test
    void refusesBlankText() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Json(" ")).withMessage("JSON text is blank");
    }

    @Test
    void isBoundAsJsonb() {
        assertThat(converter.convertToDatabaseColumn(new Json("[1]"))).isInstanceOfSatisfying(PGobject.class, bound -> {
            assertThat(bound.getType()).isEqualTo("jsonb");
            assertThat(bound.getValue()).isEqualTo("[1]");
        });
    }

    @Test
    void bindsNullWithItsTypeToo() {
        assertThat(converter.convertToDatabaseColumn(null)).isInstanceOfSatisfying(PGobject.class, bound -> {
            assertThat(bound.getType()).isEqualTo("jsonb");
            assertThat(bound.getValue()).isNull();
        });
    }

    @Test
    void comesBackFromWhatTheDriverReturns() {
        assertThat(converter.convertToEntityAttribute(TypedObject.of("jsonb", "{}")))
                .isEqualTo(new Json("{}"));
        assertThat(converter.convertToEntityAttribute("{}")).isEqualTo(new Json("{}"));
        assertThat(converter.convertToEntityAttribute(null)).isNull();
    }
}
