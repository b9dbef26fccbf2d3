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
import io.netraven.schema.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A database of NetRaven's real model that somebody changed by hand, and what the engine says and does about it.
 *
 * @param database holds the model and {@link SampleData}
 * @param alteration what was changed
 */
record AlteredDatabase(TestDatabase database, Alteration alteration) {

    /** Hazards that are not ended by the statement alone: rows need a value first, or stand in the way. */
    private static final List<String> ROWS = List.of(
            "rows need a value",
            "fails if rows reference",
            "fails where the column holds null",
            "may lose data",
            "drops what stands in the table's place",
            "needs column");

    private static final int ROUNDS = 3;

    /** What {@code initialize} puts right before it looks at the rest. */
    static final Set<ObjectKind> MENDED_IN_PASSING = Set.of(ObjectKind.EXTENSION);

    /** Makes the change. */
    static AlteredDatabase of(TestDatabase database, Alteration alteration) throws SQLException {
        assumeTrue(
                database.serverVersionMajor() >= alteration.minVersion(),
                () -> "PostgreSQL " + alteration.minVersion() + " or newer knows the statement");
        AlteredDatabase altered = new AlteredDatabase(database, alteration);
        altered.execute(alteration.sql().replace("${database}", database.name()));
        return altered;
    }

    /** Every difference is named, and nothing else. */
    List<SchemaDifference> namesExactly() {
        List<SchemaDifference> differences = engine(false).validate().differences();
        assertThat(shortened(differences)).containsExactlyInAnyOrderElementsOf(expected());
        return differences;
    }

    /** It is named, refused or tolerated, and repaired by the plan as far as nothing is lost. */
    void isNamedAndTreatedAsItsSeverityAsks() throws SQLException {
        List<SchemaDifference> differences = namesExactly();
        switch (alteration.initialize()) {
            case REFUSES -> refuses(false, differences);
            case REPORTS -> reports(differences);
            case OVERLOOKS -> reports(List.of());
            case MENDS -> mends();
        }
        if (alteration.initialize() != Treatment.MENDS) {
            isMendedByThePlan(differences);
        }
    }

    /** {@code initialize} refuses with these differences and changes nothing. */
    void refuses(boolean strict, List<SchemaDifference> differences) throws SQLException {
        List<String> before = content();
        Refused refused =
                catchThrowableOfType(Refused.class, () -> engine(strict).initialize());
        assertThat(refused).isNotNull();
        assertThat(refused.report().differences())
                .isEqualTo(differences.stream()
                        .filter(difference ->
                                !MENDED_IN_PASSING.contains(difference.object().kind())
                                        || difference.mend().hazard().isPresent())
                        .toList());
        assertThat(content()).isEqualTo(before);
    }

    /** {@code initialize} has nothing to do and reports these differences. */
    void reports(List<SchemaDifference> tolerated) {
        InitializationReport report = engine(false).initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.mended()).isEmpty();
        assertThat(report.tolerated()).isEqualTo(tolerated);
    }

    /** {@code initialize} repairs it, and no row is lost. */
    private void mends() throws SQLException {
        Map<String, List<String>> rows = rows();
        InitializationReport report = engine(false).initialize();
        assertThat(report.outcome()).isEqualTo(InitializationOutcome.UP_TO_DATE);
        assertThat(report.mended()).isNotEmpty();
        assertThat(report.tolerated()).isEmpty();
        assertThat(lost(rows)).isEmpty();
        assertThat(engine(false).validate().differences()).isEmpty();
    }

    /** The plan, run, leaves what it labels as a hazard, and no row is lost. */
    void isMendedByThePlan(List<SchemaDifference> differences) throws SQLException {
        List<String> hazards = differences.stream()
                .filter(difference -> difference.mend().hazard().isPresent())
                .map(AlteredDatabase::text)
                .toList();
        assertThat(hazards.isEmpty())
                .as("nothing is left to a person: %s", hazards)
                .isEqualTo(alteration.mendedByPlan());
        String plan = plan();
        assertThat(plan.lines().filter(line -> line.startsWith("-- HAZARD"))).hasSameSizeAs(hazards);

        Map<String, List<String>> rows = rows();
        execute(plan);

        assertThat(lost(rows)).isEmpty();
        assertThat(engine(false).validate().differences().stream().map(AlteredDatabase::text))
                .containsExactlyInAnyOrderElementsOf(hazards);
    }

    /**
     * Whatever a plan leaves to a person can be run as it is printed, in some order, but where rows have to be decided on.
     */
    void isMendedByItsHazards() throws SQLException {
        execute(plan());
        List<String> refused = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            refused.clear();
            for (SchemaDifference difference : engine(false).validate().differences()) {
                try {
                    execute(difference.mend().sql());
                } catch (SQLException e) {
                    refused.add(difference + ": " + e.getMessage());
                }
            }
        }
        assertThat(engine(false).validate().differences())
                .as("refused: %s", refused)
                .allMatch(AlteredDatabase::isAboutRows);
    }

    private static boolean isAboutRows(SchemaDifference difference) {
        String hazard = difference.mend().hazard().orElse("");
        boolean refersToLostRows = difference instanceof SchemaDifference.Missing
                && difference.object().kind() == ObjectKind.FOREIGN_KEY;
        // The view in the place of a table reads it.
        boolean table = difference.object().kind() == ObjectKind.TABLE && hazard.equals("drops data");
        return refersToLostRows || table || ROWS.stream().anyMatch(hazard::startsWith);
    }

    String plan() {
        return engine(false).plan();
    }

    /** The whole catalogue and every row. */
    List<String> content() throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.read(connection);
        }
    }

    private List<String> expected() {
        return alteration.differences().stream()
                .map(text -> text.replace("${user}", database.user()))
                .toList();
    }

    /** As the differences read, each cut to the beginning that is expected, if that is all that is expected. */
    private List<String> shortened(Collection<SchemaDifference> differences) {
        return differences.stream()
                .map(AlteredDatabase::text)
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

    private SchemaEngine engine(boolean strict) {
        return SchemaEngine.builder(database.dataSource())
                .model(NetRavenSchema.model())
                .strict(strict)
                .build();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, List<String>> rows() throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.rows(connection);
        }
    }

    private List<String> lost(Map<String, List<String>> rows) throws SQLException {
        try (Connection connection = database.connect()) {
            return DatabaseContent.lost(connection, rows);
        }
    }
}
