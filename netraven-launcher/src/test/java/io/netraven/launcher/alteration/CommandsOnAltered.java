package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.alteration.Alteration.Treatment;
import io.netraven.launcher.testing.CommandRun;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.Severity;
import io.netraven.schema.testing.ScratchDatabase;
import java.sql.SQLException;
import java.util.List;

/** {@code validate}, {@code init} and {@code plan} on a changed database, beside what the engine says of it. */
final class CommandsOnAltered {

    private CommandsOnAltered() {}

    static void sayAndDoTheSame(AlteredDatabase altered) throws SQLException {
        ScratchDatabase database = altered.database().current();
        List<SchemaDifference> differences = altered.namesExactly();
        Treatment treatment = altered.alteration().initialize();
        if (treatment == Treatment.REPORTS || treatment == Treatment.OVERLOOKS) {
            altered.refuses(true, differences);
        }

        CommandRun validate = CommandRun.of(database, "validate");
        assertThat(validate.exitCode()).as(validate.err()).isEqualTo(1);
        differences.forEach(difference -> assertThat(validate.out()).contains(difference.message()));
        CommandRun plan = CommandRun.of(database, "plan");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out()).isEqualTo(altered.plan());

        List<String> before = altered.content();
        CommandRun init = CommandRun.of(database, "init");
        switch (treatment) {
            case REFUSES -> {
                refuses(init, differences);
                assertThat(altered.content()).isEqualTo(before);
            }
            case REPORTS -> reports(init, differences);
            case OVERLOOKS -> reports(init, List.of());
            case MENDS -> assertThat(init.exitCode()).as(init.err()).isZero();
        }
    }

    private static void refuses(CommandRun init, List<SchemaDifference> differences) {
        assertThat(init.exitCode()).as(init.err()).isEqualTo(1);
        differences.stream()
                .filter(difference -> difference.severity() == Severity.BREAKING)
                .filter(difference -> !AlteredDatabase.MENDED_IN_PASSING.contains(
                        difference.object().kind()))
                .forEach(difference -> assertThat(init.err()).contains(difference.message()));
    }

    private static void reports(CommandRun init, List<SchemaDifference> tolerated) {
        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.out())
                .startsWith(InitializationOutcome.UP_TO_DATE.name())
                .doesNotContain("mended");
        StringBuilder expected = new StringBuilder();
        tolerated.forEach(
                difference -> expected.append("  ").append(difference.message()).append('\n'));
        String heading = "Tolerated (the release runs)\n";
        int at = init.out().indexOf(heading);
        assertThat(at < 0 ? "" : init.out().substring(at + heading.length())).isEqualTo(expected.toString());
    }
}
