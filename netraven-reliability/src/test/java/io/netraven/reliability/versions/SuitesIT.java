package io.netraven.reliability.versions;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.reliability.Area;
import io.netraven.reliability.Recovery;
import io.netraven.reliability.Trials;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suites of the modules whose SQL depends on the server, run by a profile for each release, are counted here. */
@Tag("versions")
class SuitesIT {

    private static final List<String> MODULES = List.of("netraven-schema", "netraven-credentials");

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyTestPasses(int release) {
        List<SuiteReport> reports =
                MODULES.stream().map(module -> SuiteReport.of(module, release)).toList();
        assumeTrue(
                reports.stream().allMatch(report -> report.tests() > 0),
                "not run in this build; -Ppostgresql-" + release + " runs them");
        SuiteReport all = reports.stream().reduce(SuiteReport.NONE, SuiteReport::plus);
        try (Trials trials = Trials.of(
                Area.VERSIONS, "PostgreSQL " + release + ": every test of netraven-schema and netraven-credentials")) {
            trials.survived(all.tests() - all.failed());
            for (long failed = 0; failed < all.failed(); failed++) {
                trials.attempt("a test of the suites, named in their reports", SuitesIT::lost);
            }
        }
    }

    private static Recovery lost() {
        throw new AssertionError("failed");
    }
}
