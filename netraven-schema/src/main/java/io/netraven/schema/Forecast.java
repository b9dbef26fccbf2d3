package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would happen if the schema were initialized or upgraded now. Whether rows refuse a new constraint is
 * not foreseen: {@link SchemaEngine#rehearseUpgrade()} finds out. Immutable.
 *
 * @param initialize the outcome of {@link SchemaEngine#initialize()}; empty when it would refuse
 * @param upgrade the outcome of {@link SchemaEngine#upgrade()}; empty when it would refuse
 * @param tables the tables that either would make, sorted
 * @param statements everything that an upgrade would run, in order, where it would alter tables or make lost ones again;
 *     else empty
 * @param breaking the differences that break the release, sorted
 * @param tolerated the differences that do not, sorted
 */
public record Forecast(
        Optional<InitializationOutcome> initialize,
        Optional<InitializationOutcome> upgrade,
        List<String> tables,
        List<String> statements,
        List<SchemaDifference> breaking,
        List<SchemaDifference> tolerated) {

    // Copies the lists.
    public Forecast {
        tables = List.copyOf(tables);
        statements = List.copyOf(statements);
        breaking = List.copyOf(breaking);
        tolerated = List.copyOf(tolerated);
    }

    /** Where the fast path says that nothing is to be done. */
    static Forecast nothing() {
        Optional<InitializationOutcome> outcome = Optional.of(InitializationOutcome.UP_TO_DATE);
        return new Forecast(outcome, outcome, List.of(), List.of(), List.of(), List.of());
    }

    /** Where nothing is done beside a predecessor. */
    Forecast refused() {
        return new Forecast(Optional.empty(), Optional.empty(), List.of(), List.of(), breaking, tolerated);
    }

    static Forecast of(Settings settings, Comparison comparison, Rights rights, boolean recorded) {
        Optional<InitializationOutcome> upgrade = outcome(settings, Reach.ADDITIONS, comparison, rights, recorded);
        Changes changes = upgrade.isPresent() ? changes(settings, Reach.ADDITIONS, comparison, rights) : Changes.NONE;
        List<SchemaDifference> tolerated = new ArrayList<>(comparison.differences());
        tolerated.removeAll(comparison.breaking());
        return new Forecast(
                outcome(settings, Reach.WHOLE_TABLES, comparison, rights, recorded),
                upgrade,
                changes.tables().stream().sorted().toList(),
                changes.statements(),
                comparison.breaking(),
                tolerated);
    }

    private static Optional<InitializationOutcome> outcome(
            Settings settings, Reach reach, Comparison comparison, Rights rights, boolean recorded) {
        List<SchemaDifference> remaining = new ArrayList<>(settings.refused(comparison.differences()));
        remaining.removeAll(covered(reach, comparison, rights).stream()
                .filter(difference -> rights.allow(difference, comparison.live()))
                .toList());
        return remaining.isEmpty()
                ? Optional.of(changes(settings, reach, comparison, rights)
                        .outcome(settings.model().tableNames().size(), recorded))
                : Optional.empty();
    }

    private static Changes changes(Settings settings, Reach reach, Comparison comparison, Rights rights) {
        Plan plan = Plan.of(settings, covered(reach, comparison, rights));
        return Changes.of(plan, comparison.recorded().tables());
    }

    private static List<SchemaDifference> covered(Reach reach, Comparison comparison, Rights rights) {
        return reach.covered(comparison.differences(), comparison.recorded().tables(), rights, comparison.live());
    }
}
