package io.netraven.reliability;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrialsTest {

    @Test
    void oneThatIsLostFailsWhenAllHaveBeenMade() {
        Trials trials = Trials.of(Area.LOAD, "lost in a test");
        trials.attempt("first", () -> {
            throw new AssertionError("a row is gone");
        });
        trials.attempt("second", () -> Recovery.SURVIVED);

        assertThatThrownBy(trials::close)
                .hasMessage("1 of 2 trials lost: lost in a test")
                .satisfies(lost -> assertThatThrownBy(() -> {
                            throw lost.getSuppressed()[0];
                        })
                        .hasMessage("first: a row is gone"));
    }

    @Test
    void noneAtAllFails() {
        assertThatThrownBy(Trials.of(Area.LOAD, "none in a test")::close).hasMessageContaining("0 of 0");
    }

    @Test
    void allThatSurviveSucceed() {
        Trials trials = Trials.of(Area.LOAD, "survived in a test");
        trials.survived(3);

        assertThatCode(trials::close).doesNotThrowAnyException();
    }
}
