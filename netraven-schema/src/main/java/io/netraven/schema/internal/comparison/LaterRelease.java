package io.netraven.schema.internal.comparison;

import io.netraven.schema.Mend;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.Severity;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a later release made of the tables that an earlier one has too. The earlier one undoes none of it. It goes on with
 * whatever {@code upgrade} does by itself on the way from one to the other; with what a person had to decide on it does
 * not.
 */
public final class LaterRelease {

    private final String name;
    private final Map<Point, Boolean> changes = new HashMap<>();
    private final Set<SchemaObject> undone;

    /** Where two snapshots differ. */
    private record Point(SchemaObject object, String property) {
        static Point of(SchemaDifference difference) {
            return new Point(difference.object(), difference.property());
        }
    }

    /**
     * Finds out what the later release changes.
     *
     * @param name its model and version, for people
     * @param later what it asks for
     * @param earlier what the earlier one asks for
     * @param live what the database holds
     * @param mending writes the SQL of the upgrade
     */
    public LaterRelease(
            String name, CatalogSnapshot later, CatalogSnapshot earlier, CatalogSnapshot live, Mending mending) {
        this.name = name;
        CatalogSnapshot shared = sharedWith(earlier.tables(), later);
        SchemaComparison.compare(shared, shared, sharedWith(later.tables(), earlier), mending)
                .forEach(change ->
                        changes.put(Point.of(change), change.mend().hazard().isEmpty()));
        this.undone = SchemaComparison.compare(shared, shared, live, mending).stream()
                .filter(change -> change.severity() == Severity.BREAKING && !Refusal.isIn(change))
                .map(SchemaDifference::object)
                .collect(Collectors.toSet());
    }

    /** Returns a difference of the earlier release, judged by what the later one has made. */
    public SchemaDifference judged(SchemaDifference difference) {
        Boolean byUpgrade = changes.get(Point.of(difference));
        if (byUpgrade == null || undone.contains(difference.object())) {
            return difference;
        }
        return difference.as(
                byUpgrade ? Severity.TOLERATED : difference.severity(),
                Mend.hazardous(
                        "undoes what " + name + " made", difference.mend().sql()));
    }

    /** Tables of one release only, and what belongs to the database, are for that release to make. */
    private static CatalogSnapshot sharedWith(Set<String> tables, CatalogSnapshot snapshot) {
        return snapshot.without(object -> !tables.contains(object.table()) || object.kind() == ObjectKind.SEED_ROW);
    }
}
