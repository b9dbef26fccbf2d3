package io.netraven.schema;

import io.netraven.schema.Inspection.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        int tables = settings.model().tableNames().size();
        Optional<Changes> upgrade = changes(settings, Reach.ADDITIONS, comparison, rights);
        List<SchemaDifference> tolerated = new ArrayList<>(comparison.differences());
        tolerated.removeAll(comparison.breaking());
        return new Forecast(
                changes(settings, Reach.WHOLE_TABLES, comparison, rights)
                        .map(changes -> changes.outcome(tables, recorded)),
                upgrade.map(changes -> changes.outcome(tables, recorded)),
                upgrade.orElse(Changes.NONE).tables().stream().sorted().toList(),
                upgrade.orElse(Changes.NONE).statements(),
                comparison.breaking(),
                tolerated);
    }

    /** Returns what a call would do; empty where it would refuse. */
    private static Optional<Changes> changes(Settings settings, Reach reach, Comparison comparison, Rights rights) {
        Set<String> recorded = comparison.recorded().tables();
        List<SchemaDifference> covered = reach.covered(comparison.differences(), recorded, rights, comparison.live());
        List<SchemaDifference> remaining = new ArrayList<>(settings.refused(comparison.differences()));
        remaining.removeAll(covered.stream()
                .filter(difference -> rights.allow(difference, comparison.live()))
                .toList());
        return remaining.isEmpty() ? Optional.of(Changes.of(Plan.of(settings, covered), recorded)) : Optional.empty();
    }
}
