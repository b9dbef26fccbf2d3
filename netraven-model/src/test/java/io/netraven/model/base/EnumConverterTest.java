package io.netraven.model.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netraven.model.NetRavenModel;
import io.netraven.model.key.KeyState;
import jakarta.persistence.AttributeConverter;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated // It changes the default locale.
class EnumConverterTest {

    private final KeyState.AsText keyStates = new KeyState.AsText();

    static Stream<Class<?>> converters() {
        return NetRavenModel.converterClasses().stream().filter(EnumConverter.class::isAssignableFrom);
    }

    @ParameterizedTest
    @MethodSource("converters")
    <E extends Enum<E>> void roundTripsEveryConstant(Class<? extends EnumConverter<E>> type) throws Exception {
        EnumConverter<E> converter = type.getConstructor().newInstance();
        @SuppressWarnings("unchecked")
        Class<E> constants = (Class<E>) type.getEnclosingClass();

        assertThat(constants.getEnumConstants()).isNotEmpty().allSatisfy(constant -> {
            String stored = converter.convertToDatabaseColumn(constant);
            assertThat(stored).matches("[a-z]+(_[a-z]+)*");
            assertThat(converter.convertToEntityAttribute(stored)).isSameAs(constant);
        });
    }

    @ParameterizedTest
    @MethodSource("converters")
    void namesTheColumnTypeItself(Class<?> converter) {
        assertThat(Arrays.stream(converter.getGenericInterfaces()).map(type -> (ParameterizedType) type))
                .singleElement()
                .satisfies(type -> {
                    assertThat(type.getRawType()).isEqualTo(AttributeConverter.class);
                    assertThat(type.getActualTypeArguments())
                            .containsExactly(converter.getEnclosingClass(), String.class);
                });
    }

    @Test
    void storesLowerCaseWithUnderscoreInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(keyStates.convertToDatabaseColumn(KeyState.DECRYPT_ONLY)).isEqualTo("decrypt_only");
            assertThat(keyStates.convertToDatabaseColumn(KeyState.ACTIVE)).isEqualTo("active");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void keepsNull() {
        assertThat(keyStates.convertToDatabaseColumn(null)).isNull();
        assertThat(keyStates.convertToEntityAttribute(null)).isNull();
    }

    @Test
    void refusesAValueThatIsNoConstantAndSaysWhatIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keyStates.convertToEntityAttribute("ACTIVE"))
                .withMessage("\"ACTIVE\" is no KeyState, expected one of [active, decrypt_only]");
    }
}
