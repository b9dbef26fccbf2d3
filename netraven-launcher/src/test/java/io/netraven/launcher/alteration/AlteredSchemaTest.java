package io.netraven.launcher.alteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.alteration.Alteration.Treatment;
import io.netraven.schema.InitializationOutcome;
import io.netraven.schema.InitializationReport;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaEngine;
import io.netraven.schema.SchemaException.Refused;
import io.netraven.schema.Severity;
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases of NetRaven's real model that somebody changed by hand: every alteration is named exactly, refused or
 * tolerated, and mended by the plan as far as nothing is lost.
 */
@Execution(ExecutionMode.CONCURRENT)
class AlteredSchemaTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.perMethod().initializedWith("altered", SampleData::fill);

    /** What {@code initialize} would have put right, had it not refused the rest. */
    private static final Set<ObjectKind> MENDED_IN_PASSING = Set.of(ObjectKind.EXTENSION);

    static List<Alteration> alterations() {
        return Stream.of(
                        ColumnAlterations.all(),
                        KeyAlterations.all(),
                        ForeignKeyAlterations.all(),
                        IndexAlterations.all(),
                        TableAlterations.all(),
                        Neighbours.overlooked(),
                        DatabaseAlterations.all())
                .flatMap(List::stream)
                .toList();
    }

    static List<Alteration> mendedByInitialize() {
        return alterations().stream()
                .filter(alteration -> alteration.initialize() == Treatment.MENDS)
                .toList();
    }

    static List<Alteration> noAlterations() {
        return Neighbours.unnoticed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void everyAlterationIsNamedExactlyAndTreatedAsItsSeverityAsks(Alteration alteration) throws SQLException {
        List<SchemaDifference> differences = namesExactly(alteration);
        switch (alteration.initialize()) {
            case REFUSES -> refuses(differences);
            case REPORTS -> {
                refusesIfStrict(differences);
                reports(differences);
            }
            case OVERLOOKS -> {
                refusesIfStrict(differences);
                reports(List.of());
            }
            case MENDS -> mends();
        }
        if (alteration.initialize() != Treatment.MENDS) {
            appliesThePlan(alteration, differences);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mendedByInitialize")
    void thePlanMendsWhatInitializeMends(Alteration alteration) throws SQLException {
        appliesThePlan(alteration, namesExactly(alteration));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAlterations")
    void whatTheModelDoesNotAskForIsNoDifference(Alteration alteration) throws SQLException {
        alter(alteration);

        assertThat(engine(false).validate().differences()).isEmpty();
        assertThat(CommandRun.of(database.current(), "validate").exitCode()).isZero();
        reports(List.of());
    }

    private static List<SchemaDifference> namesExactly(Alteration alteration) throws SQLException {
        assumeTrue(
                database.serverVersionMajor() >= alteration.minVersion(),
                () -> "PostgreSQL " + alteration.minVersion() + " or newer knows the statement");
        alter(alteration);

        List<SchemaDifference> differences = engine(false).validate().differences();
        assertThat(texts(differences, alteration)).containsExactlyInAnyOrderElementsOf(expected(alteration));
        CommandRun validate = CommandRun.of(database.current(), "validate");
        assertThat(validate.exitCode()).as(validate.err()).isEqualTo(1);
        differences.forEach(difference -> assertThat(validate.out()).contains(difference.message()));
        return differences;
    }

    private static void refuses(List<SchemaDifference> differences) throws SQLException {
        List<String> before = content();
        CommandRun init = CommandRun.of(database.current(), "init");
        assertThat(init.exitCode()).as(init.err()).isEqualTo(1);
        differences.stream()
                .filter(difference -> difference.severity() == Severity.BREAKING)
                .filter(difference ->
                        !MENDED_IN_PASSING.contains(difference.object().kind()))
                .forEach(difference -> assertThat(init.err()).contains(difference.message()));
        assertThat(content()).isEqualTo(before);
    }

    private static void refusesIfStrict(List<SchemaDifference> differences) throws SQLException {
        List<String> before = content();
        Refused refused = catchThrowableOfType(Refused.class, () -> engine(true).initialize());
        assertThat(refused).isNotNull();
        assertThat(refused.report().differences()).isEqualTo(differences);
        assertThat(content()).isEqualTo(before);
    }

    private static void reports(List<SchemaDifference> tolerated) {
        CommandRun init = CommandRun.of(database.current(), "init");
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

    private static void mends() throws SQLException {
        Map<String, List<String>> rows = rows();
        InitializationReport report = engine(false).initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.mended()).isNotEmpty();
        assertThat(report.tolerated()).isEmpty();
        assertThat(lost(rows)).isEmpty();
        assertThat(CommandRun.of(database.current(), "validate").exitCode()).isZero();
    }

    private static void appliesThePlan(Alteration alteration, List<SchemaDifference> differences) throws SQLException {
        List<String> hazards = differences.stream()
                .filter(difference -> difference.mend().hazard().isPresent())
                .map(AlteredSchemaTest::text)
                .toList();
        assertThat(hazards.isEmpty())
                .as("nothing is left to a person: %s", hazards)
                .isEqualTo(alteration.mendedByPlan());
        CommandRun plan = CommandRun.of(database.current(), "plan");
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out().lines().filter(line -> line.startsWith("-- HAZARD")))
                .hasSameSizeAs(hazards);

        Map<String, List<String>> rows = rows();
        execute(plan.out());

        assertThat(lost(rows)).isEmpty();
        assertThat(engine(false).validate().differences().stream().map(AlteredSchemaTest::text))
                .containsExactlyInAnyOrderElementsOf(hazards);
    }

    private static void alter(Alteration alteration) throws SQLException {
        execute(alteration.sql().replace("${database}", database.name()));
    }

    private static List<String> expected(Alteration alteration) {
        return alteration.differences().stream()
                .map(text -> text.replace("${user}", database.user()))
                .toList();
    }

    /** As the differences read, each cut to the beginning that is expected, if that is all that is expected. */
    private static List<String> texts(Collection<SchemaDifference> differences, Alteration alteration) {
        return differences.stream()
                .map(AlteredSchemaTest::text)
                .map(text -> alteration.differences().stream()
                        .filter(beginning -> beginning.endsWith("…")
                                && text.startsWith(beginning.substring(0, beginning.length() - 1)))
                        .findFirst()
                        .orElse(text))
                .toList();
    }

    private static String text(SchemaDifference difference) {
        return difference.severity() + " " + difference.message();
    }

    private static SchemaEngine engine(boolean strict) {
        return SchemaEngine.builder(database.dataSource())
                .model(NetRavenSchema.model())
                .strict(strict)
                .build();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> content() throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.read(connection);
        }
    }

    private static Map<String, List<String>> rows() throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.rows(connection);
        }
    }

    private static List<String> lost(Map<String, List<String>> rows) throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.lost(connection, rows);
        }
    }
}
