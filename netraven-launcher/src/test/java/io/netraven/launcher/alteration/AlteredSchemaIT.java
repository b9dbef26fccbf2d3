package io.netraven.launcher.alteration;

import io.netraven.schema.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alteration, of which {@link AlteredSchemaTest} tries a sample. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class AlteredSchemaIT {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("altered", SampleData::fill);

    static List<Alteration> alterations() {
        return Alterations.all();
    }

    static List<Alteration> mendedByInitialize() {
        return Alterations.mendedByInitialize();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void isNamedExactlyAndTreatedAsItsSeverityAsks(Alteration alteration) throws SQLException {
        AlteredDatabase.of(database, alteration).isNamedAndTreatedAsItsSeverityAsks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mendedByInitialize")
    void thePlanMendsWhatInitializeMends(Alteration alteration) throws SQLException {
        AlteredDatabase altered = AlteredDatabase.of(database, alteration);

        altered.isMendedByThePlan(altered.namesExactly());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void theCommandsSayAndDoTheSame(Alteration alteration) throws SQLException {
        CommandsOnAltered.sayAndDoTheSame(AlteredDatabase.of(database, alteration));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void whatIsLeftToAPersonCanBeRun(Alteration alteration) throws SQLException {
        AlteredDatabase.of(database, alteration).isMendedByItsHazards();
    }
}
