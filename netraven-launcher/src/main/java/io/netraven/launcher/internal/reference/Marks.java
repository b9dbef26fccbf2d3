package io.netraven.launcher.internal.reference;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDescription;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.TableDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which differences are told at which object. */
final class Marks {

    private final List<SchemaDifference> differences;
    private final Set<SchemaObject> objects = new HashSet<>();

    Marks(List<SchemaDifference> differences, SchemaDescription schema) {
        this.differences = differences;
        schema.tables().forEach(this::addObjects);
    }

    private void addObjects(TableDescription table) {
        table.columns().forEach(column -> add(ObjectKind.COLUMN, table, column.name()));
        add(ObjectKind.PRIMARY_KEY, table, table.primaryKey().name());
        table.uniques().forEach(unique -> add(ObjectKind.UNIQUE, table, unique.name()));
        table.checks().forEach(check -> add(ObjectKind.CHECK, table, check.name()));
        table.foreignKeys().forEach(key -> add(ObjectKind.FOREIGN_KEY, table, key.name()));
        table.indexes().forEach(index -> add(ObjectKind.INDEX, table, index.name()));
    }

    private void add(ObjectKind kind, TableDescription table, String name) {
        objects.add(new SchemaObject(kind, table.name(), name));
    }

    /** Those of one object that the pages show a line of. */
    List<SchemaDifference> of(ObjectKind kind, TableDescription table, String name) {
        SchemaObject object = new SchemaObject(kind, table.name(), name);
        return differences.stream()
                .filter(difference -> difference.object().equals(object))
                .toList();
    }

    /** Those of a table and all that is in it. */
    List<SchemaDifference> within(TableDescription table) {
        return differences.stream()
                .filter(difference -> difference.object().table().equals(table.name()))
                .toList();
    }

    /** Those within a table that have no line of their own: what is not part of the model, grants, rows. */
    List<SchemaDifference> ofWhole(TableDescription table) {
        List<SchemaDifference> rest = new ArrayList<>(within(table));
        rest.removeIf(difference -> objects.contains(difference.object()));
        return rest;
    }
}
