package io.netraven.launcher.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {

    @Nested
    final class Distance {

        @ParameterizedTest
        @CsvSource({"wait,wait,0", "wait,wiat,1", "wait,wai,1", "wait,waits,1", "wait,want,1", "'',wait,4", "ca,abc,3"})
        void countsEachEditOnce(String a, String b, int distance) {
            assertThat(Spelling.distance(a, b)).isEqualTo(distance);
            assertThat(Spelling.distance(b, a)).isEqualTo(distance);
        }
    }

    @Nested
    final class Nearest {

        @Test
        void findsTheNameWithTheFewestEdits() {
            assertThat(Spelling.nearest("valdate", List.of("init", "validate", "wait")))
                    .contains("validate");
        }

        @Test
        void findsNothingWhereMoreThanAThirdIsWrong() {
            assertThat(Spelling.nearest("restore", List.of("init", "validate", "wait")))
                    .isEmpty();
        }

        @Test
        void findsNothingAmongNothing() {
            assertThat(Spelling.nearest("init", List.of())).isEmpty();
        }
    }
}
