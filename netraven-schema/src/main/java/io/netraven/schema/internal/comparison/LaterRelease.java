package io.netraven.schema.internal.comparison;

import io.netraven.schema.Mend;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.Severity;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a later release of the same model made of the schema. The earlier one goes on with whatever {@code upgrade}
 * does by itself on the way from one to the other; what a person had to decide on it does not take for granted.
 */
public final class LaterRelease {

    private final String version;
    private final Set<Point> upgraded;
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
     * @param version its version
     * @param later what it asks for
     * @param earlier what the earlier one asks for
     * @param live what the database holds
     * @param mending writes the SQL of the upgrade
     */
    public LaterRelease(
            String version, CatalogSnapshot later, CatalogSnapshot earlier, CatalogSnapshot live, Mending mending) {
        this.version = version;
        this.upgraded = SchemaComparison.compare(later, later, earlier, mending).stream()
                .filter(change -> change.mend().hazard().isEmpty())
                .map(Point::of)
                .collect(Collectors.toSet());
        this.undone = SchemaComparison.compare(later, later, live, mending).stream()
                .filter(change -> change.severity() == Severity.BREAKING)
                .map(SchemaDifference::object)
                .collect(Collectors.toSet());
    }

    /** Returns a difference of the earlier release, tolerated where the later one's upgrade has made it. */
    public SchemaDifference tolerated(SchemaDifference difference) {
        return upgraded.contains(Point.of(difference)) && !undone.contains(difference.object())
                ? difference.as(
                        Severity.TOLERATED,
                        Mend.hazardous(
                                "undoes what release " + version + " made",
                                difference.mend().sql()))
                : difference;
    }
}
