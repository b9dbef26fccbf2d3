package io.netraven.launcher.internal.reference;

import io.netraven.schema.SchemaDescription;
import io.netraven.schema.SeedRow;
import io.netraven.schema.TableDescription;
import io.netraven.schema.TableDescription.ForeignKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the pages are of.
 *
 * @param schema the model
 * @param live what a running database is like; absent where none was asked
 */
public record Reference(SchemaDescription schema, Optional<LiveCheck> live) {

    /** Where a script does not say which area a table belongs to. */
    private static final String NO_AREA = "other";

    /**
     * A foreign key of some table.
     *
     * @param table the table that refers
     * @param key how
     */
    record Incoming(TableDescription table, ForeignKey key) {}

    /** The tables of each area, both in the order of their names. */
    SortedMap<String, List<TableDescription>> areas() {
        SortedMap<String, List<TableDescription>> areas = schema.tables().stream()
                .collect(Collectors.groupingBy(Reference::area, TreeMap::new, Collectors.toList()));
        return Collections.unmodifiableSortedMap(areas);
    }

    static String area(TableDescription table) {
        return table.area().isEmpty() ? NO_AREA : table.area();
    }

    /** The foreign keys that lead to a table. */
    List<Incoming> incoming(TableDescription target) {
        return schema.tables().stream()
                .flatMap(table -> table.foreignKeys().stream()
                        .filter(key -> key.target().equals(target.name()))
                        .map(key -> new Incoming(table, key)))
                .toList();
    }

    List<SeedRow> defaultData(TableDescription table) {
        return schema.defaultData().stream()
                .filter(row -> row.table().equals(table.name()))
                .toList();
    }

    /** The differences, to be asked for by the object; none where no database was asked. */
    Marks marks() {
        return new Marks(live.map(LiveCheck::differences).orElse(List.of()), schema);
    }
}
