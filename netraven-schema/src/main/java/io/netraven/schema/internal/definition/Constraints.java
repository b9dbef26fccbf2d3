package io.netraven.schema.internal.definition;

import io.netraven.schema.SchemaException.ModelError;
import io.netraven.schema.internal.definition.TableDefinition.CheckDefinition;
import io.netraven.schema.internal.definition.TableDefinition.IndexDefinition;
import io.netraven.schema.internal.definition.TableDefinition.UniqueDefinition;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Index;
import jakarta.persistence.UniqueConstraint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Reads the annotations that a table carries, and insists on a name for each. */
final class Constraints {

    private Constraints() {}

    static List<UniqueDefinition> uniques(UniqueConstraint[] annotations, String table) {
        return Arrays.stream(annotations)
                .map(a -> new UniqueDefinition(named(a.name(), "a unique constraint", table), List.of(a.columnNames())))
                .sorted(Comparator.comparing(UniqueDefinition::name))
                .toList();
    }

    static List<CheckDefinition> checks(CheckConstraint[] annotations, String table) {
        return Arrays.stream(annotations)
                .map(a -> new CheckDefinition(named(a.name(), "a check constraint", table), a.constraint()))
                .sorted(Comparator.comparing(CheckDefinition::name))
                .toList();
    }

    static List<IndexDefinition> indexes(Index[] annotations, String table) {
        return Arrays.stream(annotations)
                .map(a -> new IndexDefinition(
                        named(a.name(), "an index", table), a.unique(), a.columnList(), a.options()))
                .sorted(Comparator.comparing(IndexDefinition::name))
                .toList();
    }

    private static String named(String name, String kind, String table) {
        if (name.isEmpty()) {
            throw new ModelError("Table " + table + " has " + kind + " without a name: give it one.");
        }
        return name;
    }
}
