package io.netraven.schema.internal.catalog;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a catalogue holds: each object with its facts, as PostgreSQL renders them. Immutable.
 *
 * @param objects the facts of each object, by property; a property that does not apply is an empty text
 */
public record CatalogSnapshot(SortedMap<SchemaObject, Facts> objects) {

    /** Copies the map. */
    public CatalogSnapshot {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /**
     * Returns the names of the tables, and of whatever stands where a table is expected.
     *
     * @return names without a namespace
     */
    public Set<String> tables() {
        return objects.keySet().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(SchemaObject::name)
                .collect(Collectors.toSet());
    }

    /**
     * Creates a snapshot.
     *
     * @param objects the facts of each object
     * @return the snapshot
     */
    public static CatalogSnapshot of(Map<SchemaObject, Facts> objects) {
        return new CatalogSnapshot(new TreeMap<>(objects));
    }

    /**
     * Adds objects.
     *
     * @param more objects with their facts
     * @return a new snapshot with them
     */
    public CatalogSnapshot with(Map<SchemaObject, Facts> more) {
        SortedMap<SchemaObject, Facts> all = new TreeMap<>(objects);
        all.putAll(more);
        return new CatalogSnapshot(all);
    }

    /**
     * Takes each property from another rendering of the same objects, where that is the one that the database holds.
     *
     * @param again the other rendering
     * @param live what the database holds
     * @return a new snapshot of the same objects
     */
    @SuppressWarnings("ReferenceEquality") // most often there is no other rendering, and nothing to be compared
    public CatalogSnapshot withChoicesOf(CatalogSnapshot again, CatalogSnapshot live) {
        if (again == this) {
            return this;
        }
        SortedMap<SchemaObject, Facts> chosen = new TreeMap<>(objects);
        chosen.replaceAll((object, facts) -> {
            Facts held = live.objects.get(object);
            Facts other = again.objects.get(object);
            return other != null && held != null ? facts.withChoicesOf(other, held) : facts;
        });
        return new CatalogSnapshot(chosen);
    }

    /**
     * Leaves objects out.
     *
     * @param unwanted tells which
     * @return a new snapshot without them
     */
    public CatalogSnapshot without(Predicate<SchemaObject> unwanted) {
        SortedMap<SchemaObject, Facts> rest = new TreeMap<>(objects);
        rest.keySet().removeIf(unwanted);
        return new CatalogSnapshot(rest);
    }
}
