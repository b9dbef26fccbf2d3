package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.testing.CommandRun;
import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases of NetRaven's real model that somebody changed by hand: an alteration is named exactly, refused or
 * tolerated, and repaired by the plan as far as nothing is lost. A sample; all of them by {@link AlteredSchemaIT}.
 */
@Order(1) // One of the longest.
@Execution(ExecutionMode.CONCURRENT)
class AlteredSchemaTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("altered", SampleData::fill);

    static List<Alteration> sample() {
        return Alterations.sample();
    }

    static Collection<Alteration> fewest() {
        return Alterations.fewest();
    }

    static List<Alteration> noAlterations() {
        return Neighbours.unnoticed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sample")
    void anAlterationIsNamedExactlyAndTreatedAsItsSeverityAsks(Alteration alteration) throws SQLException {
        AlteredDatabase.of(database, alteration).isNamedAndTreatedAsItsSeverityAsks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fewest")
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
