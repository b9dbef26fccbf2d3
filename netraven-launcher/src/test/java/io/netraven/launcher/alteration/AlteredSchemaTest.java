package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.alteration.Alteration.Treatment;
import io.netraven.launcher.testing.CommandRun;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases of NetRaven's real model that somebody changed by hand: every alteration is named exactly, refused or
 * tolerated, and repaired by the plan as far as nothing is lost.
 */
@Order(1) // One of the longest.
@Execution(ExecutionMode.CONCURRENT)
class AlteredSchemaTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("altered", SampleData::fill);

    static List<Alteration> alterations() {
        return Alterations.all();
    }

    static List<Alteration> sample() {
        return Alterations.sample();
    }

    static List<Alteration> mendedByInitialize() {
        return Alterations.mendedByInitialize();
    }

    static List<Alteration> noAlterations() {
        return Neighbours.unnoticed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void everyAlterationIsNamedExactlyAndTreatedAsItsSeverityAsks(Alteration alteration) throws SQLException {
        AlteredDatabase altered = AlteredDatabase.of(database, alteration);
        List<SchemaDifference> differences = altered.namesExactly();
        switch (alteration.initialize()) {
            case REFUSES -> altered.refuses(false, differences);
            case REPORTS -> altered.reports(differences);
            case OVERLOOKS -> altered.reports(List.of());
            case MENDS -> altered.mends();
        }
        if (alteration.initialize() != Treatment.MENDS) {
            altered.isMendedByThePlan(differences);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mendedByInitialize")
    void thePlanMendsWhatInitializeMends(Alteration alteration) throws SQLException {
        AlteredDatabase altered = AlteredDatabase.of(database, alteration);

        altered.isMendedByThePlan(altered.namesExactly());
    }

    /** All of them by {@link AlteredSchemaIT}. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sample")
    void theCommandsSayAndDoTheSame(Alteration alteration) throws SQLException {
        CommandsOnAltered.sayAndDoTheSame(AlteredDatabase.of(database, alteration));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAlterations")
    void whatTheModelDoesNotAskForIsNoDifference(Alteration alteration) throws SQLException {
        AlteredDatabase altered = AlteredDatabase.of(database, alteration);

        assertThat(altered.namesExactly()).isEmpty();
        assertThat(CommandRun.of(database.current(), "validate").exitCode()).isZero();
        altered.reports(List.of());
    }
}
