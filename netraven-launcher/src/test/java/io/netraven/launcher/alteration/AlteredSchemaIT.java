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

/** What {@link AlteredSchemaTest} tries with a sample: the commands on a database that somebody changed by hand. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class AlteredSchemaIT {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("altered", SampleData::fill);

    static List<Alteration> alterations() {
        return Alterations.all();
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
