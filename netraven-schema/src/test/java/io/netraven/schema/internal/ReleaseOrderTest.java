package io.netraven.schema.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.internal.catalog.Release;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseOrderTest {

    private static final Release ONE = new Release("shop", "1.0", "one");
    private static final Release NINE = new Release("shop", "1.9", "nine");
    private static final Release TEN = new Release("shop", "1.10", "ten");
    private static final Release OTHER = new Release("bank", "0.1", "other");

    @Test
    void ofOneModelTheVersionDecidesWhateverWasRecordedFirst() {
        assertThat(ONE.later(List.of(TEN, NINE, ONE))).containsExactly(TEN);
        assertThat(NINE.later(List.of(TEN, NINE, ONE))).containsExactly(TEN);
        assertThat(TEN.later(List.of(ONE, TEN, NINE))).isEmpty();
    }

    @Test
    void aReleaseThatWasNeverRecordedIsEarlierThanALaterVersion() {
        assertThat(NINE.later(List.of(ONE, TEN))).containsExactly(TEN);
        assertThat(TEN.later(List.of(ONE, NINE))).isEmpty();
    }

    @Test
    void amongModelsTheFirstRecordDecides() {
        assertThat(ONE.later(List.of(ONE, OTHER))).containsExactly(OTHER);
        assertThat(ONE.later(List.of(OTHER, ONE))).isEmpty();
        assertThat(ONE.later(List.of(OTHER))).isEmpty();
    }

    @Test
    void versionsThatAreEqualOrNoneAreOrderedByTheFirstRecord() {
        Release snapshot = new Release("shop", "1.0", "another build");
        assertThat(ONE.later(List.of(ONE, snapshot))).containsExactly(snapshot);
        assertThat(snapshot.later(List.of(ONE, snapshot))).isEmpty();

        Release spring = new Release("shop", "spring", "spring");
        Release autumn = new Release("shop", "autumn", "autumn");
        assertThat(spring.later(List.of(spring, autumn))).containsExactly(autumn);
        assertThat(autumn.later(List.of(spring, autumn))).isEmpty();
        assertThat(autumn.later(List.of(spring))).isEmpty();
    }

    @Test
    void theSameSchemaUnderAnotherVersionIsNoLaterOne() {
        assertThat(ONE.later(List.of(new Release("shop", "2.0", "one")))).isEmpty();
    }
}
