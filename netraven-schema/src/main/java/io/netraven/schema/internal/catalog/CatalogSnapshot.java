package io.netraven.schema.internal.catalog;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a catalogue holds: each object with its facts, as PostgreSQL renders them. Immutable.
 *
 * @param objects the facts of each object, by property; a property that does not apply is an empty text
 */
public record CatalogSnapshot(SortedMap<SchemaObject, Map<String, String>> objects) {

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
}
