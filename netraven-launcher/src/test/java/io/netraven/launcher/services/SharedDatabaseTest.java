package io.netraven.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three models on one database, one after the other. */
class SharedDatabaseTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod();

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "2, 1, 0"})
    void allAreEqualAndOnTheFastPathInWhateverOrderTheyCame(int first, int second, int third) {
        List<Participant> participants = Participant.allOn(database.dataSource());
        List<InitializationOutcome> outcomes = new ArrayList<>();
        for (int next : new int[] {first, second, third}) {
            outcomes.add(participants.get(next).engine().initialize().outcome());
        }

        assertThat(outcomes.get(0)).isEqualTo(InitializationOutcome.CREATED);
        assertThat(outcomes.subList(1, 3)).isSubsetOf(InitializationOutcome.EXTENDED, InitializationOutcome.ADOPTED);
        assertThat(participants).allSatisfy(Participant::isUndisturbed);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 1", "1, 0, 2", "1, 2, 0", "2, 0, 1"})
    @Tag("long")
    void allAreSoInEveryOtherOrder(int first, int second, int third) {
        allAreEqualAndOnTheFastPathInWhateverOrderTheyCame(first, second, third);
    }
}
