package io.netraven.launcher.alteration;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every alteration that is tried. */
final class Alterations {

    private static final List<List<Alteration>> GROUPS = List.of(
            ColumnAlterations.all(),
            KeyAlterations.all(),
            ForeignKeyAlterations.all(),
            IndexAlterations.all(),
            TableAlterations.all(),
            Neighbours.overlooked(),
            DatabaseAlterations.all());

    private Alterations() {}

    static List<Alteration> all() {
        return GROUPS.stream().flatMap(List::stream).toList();
    }

    /** Enough of them that everything that any of them shows to be wrong is shown by one. */
    static List<Alteration> sample() {
        Set<String> seen = new HashSet<>();
        return all().stream()
                .filter(alteration -> seen.addAll(alteration.aspects()))
                .toList();
    }

    /** One for each treatment. */
    static Collection<Alteration> fewest() {
        Map<Alteration.Treatment, Alteration> first = new EnumMap<>(Alteration.Treatment.class);
        all().forEach(alteration -> first.putIfAbsent(alteration.initialize(), alteration));
        return first.values();
    }

    /** Those that {@code initialize} repairs. */
    static List<Alteration> mendedByInitialize() {
        return all().stream()
                .filter(alteration -> alteration.initialize() == Alteration.Treatment.MENDS)
                .toList();
    }
}
