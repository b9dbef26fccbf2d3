package io.netraven.launcher.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

    @Nested
    final class Parse {

        @ParameterizedTest
        @CsvSource({
            "500ms,PT0.5S",
            "20s,PT20S",
            "2m,PT2M",
            "1h,PT1H",
            "30d,PT720H",
            "0,PT0S",
            "0s,PT0S",
            "999999999h,PT999999999H"
        })
        void readsANumberWithItsUnit(String text, Duration duration) {
            assertThat(Durations.parse(text)).isEqualTo(duration);
        }

        @Test
        void asksForTheUnitThatIsMissing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Durations.parse("20"))
                    .withMessage("\"20\" has no unit: write 20s for seconds, 20ms for milliseconds");
        }

        @Test
        void namesTheUnitsWhereOneIsUnknown() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Durations.parse("20x"))
                    .withMessageContaining("ms, s, m, h and d are known");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "s", "-1s", " 1s", "1.5s", "9999999999s", "forever", "٣s"})
        void refusesWhatIsNoDuration(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
        }
    }

    @Nested
    final class Show {

        @ParameterizedTest
        @CsvSource({
            "PT0S,0.0 ms",
            "PT0.0014S,1.4 ms",
            "PT0.412S,412 ms",
            "PT9.9994S,9999 ms",
            "PT12.34S,12.3 s",
            "PT125S,2 min 5 s",
            "PT24000000000H,1440000000000 min 0 s"
        })
        void usesTheUnitThatFits(Duration duration, String text) {
            assertThat(Durations.show(duration)).isEqualTo(text);
        }
    }
}
