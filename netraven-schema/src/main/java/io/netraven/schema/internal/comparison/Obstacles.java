package io.netraven.schema.internal.comparison;

import io.netraven.schema.Mend;
import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.SchemaDifference.Unexpected;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.internal.catalog.Facts;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What keeps a mend from running as long as a person has not decided on something else: a column that it needs, a name
 * that is taken, rows that refer to a lost table. A plan is run as a whole; one such statement would fail all of it.
 */
final class Obstacles {

    private static final Set<ObjectKind> WITH_INDEX =
            Set.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.EXCLUSION, ObjectKind.INDEX);
    private static final Set<ObjectKind> CONSTRAINTS = Set.of(
            ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.CHECK, ObjectKind.FOREIGN_KEY, ObjectKind.EXCLUSION);
    /** Their statements name no column. */
    private static final Set<String> WITHOUT_COLUMNS =
            Set.of("comment", "name", "storage options", "valid", "valid index", "validated");

    private static final Set<String> OF_TABLES = Set.of("", "kind");
    private static final Set<String> OF_VALUES = Set.of("", "type", "generated");

    /** Properties of a column whose values are of its type. */
    private static final Set<String> OF_THEIR_TYPE = Set.of("default", "collation", "identity");

    private final Map<SchemaObject, Facts> expected;
    private final Map<SchemaObject, Facts> found;
    private final Set<SchemaObject> undecided;
    private final Set<String> lostTables;
    /** Everything whose name a table or an index cannot have. */
    private final Set<String> relations = new HashSet<>();

    Obstacles(
            Map<SchemaObject, Facts> expected,
            Map<SchemaObject, Facts> found,
            Collection<SchemaDifference> differences) {
        this.expected = expected;
        this.found = found;
        this.undecided = differences.stream()
                .filter(difference -> difference.object().kind() == ObjectKind.COLUMN
                        && OF_VALUES.contains(difference.property())
                        && difference.mend().hazard().isPresent())
                .map(SchemaDifference::object)
                .filter(expected::containsKey)
                .collect(Collectors.toSet());
        this.lostTables = differences.stream()
                .filter(difference -> !(difference instanceof Unexpected)
                        && difference.object().kind() == ObjectKind.TABLE
                        && OF_TABLES.contains(difference.property()))
                .map(difference -> difference.object().name())
                .collect(Collectors.toSet());
        found.forEach((object, facts) -> {
            if (WITH_INDEX.contains(object.kind()) || object.kind() == ObjectKind.TABLE) {
                relations.add(object.name());
                relations.addAll(ColumnList.names(facts.get("indexes")));
            }
        });
    }

    /** Returns the difference, its mend left to a person where something is in the way. */
    SchemaDifference labelled(SchemaDifference difference) {
        if (difference.mend().hazard().isPresent()) {
            return difference;
        }
        return obstacle(difference)
                .map(hazard -> Mend.hazardous(hazard, difference.mend().sql()))
                .map(mend -> difference.as(difference.severity(), mend))
                .orElse(difference);
    }

    private Optional<String> obstacle(SchemaDifference difference) {
        if (difference instanceof Unexpected) {
            return Optional.empty();
        }
        SchemaObject object = difference.object();
        Facts facts = expected.getOrDefault(object, Facts.NONE);
        return undecidedColumn(difference, facts)
                .map(column -> "needs " + column + " first")
                .or(() -> takenName(difference).map(name -> "the name " + name + " is taken"))
                .or(() -> lostTarget(object, facts).map(table -> "fails if rows reference rows lost from " + table));
    }

    /** Whether a difference could be mended if no row referred to a lost table. */
    boolean areLostRows(SchemaDifference difference) {
        Facts facts = expected.getOrDefault(difference.object(), Facts.NONE);
        return difference instanceof Missing
                && undecidedColumn(difference, facts).isEmpty()
                && takenName(difference).isEmpty()
                && lostTarget(difference.object(), facts).isPresent();
    }

    private Optional<SchemaObject> undecidedColumn(SchemaDifference difference, Facts facts) {
        SchemaObject object = difference.object();
        if (object.kind() == ObjectKind.GRANT) {
            SchemaObject column = new SchemaObject(ObjectKind.COLUMN, object.table(), facts.get("column"));
            return undecided.contains(column) ? Optional.of(column) : Optional.empty();
        }
        if (object.kind() == ObjectKind.COLUMN) {
            return OF_THEIR_TYPE.contains(difference.property()) && undecided.contains(object)
                    ? Optional.of(object)
                    : Optional.empty();
        }
        boolean needsColumns = CONSTRAINTS.contains(object.kind())
                || object.kind() == ObjectKind.INDEX
                || object.kind() == ObjectKind.SEED_ROW;
        if (!needsColumns || WITHOUT_COLUMNS.contains(difference.property())) {
            return Optional.empty();
        }
        return undecided.stream()
                .filter(column -> uses(facts, "columns", object.table(), column)
                        || (facts.has("target") && uses(facts, "target columns", facts.get("target"), column)))
                .sorted()
                .findFirst();
    }

    /** No columns means an expression, or a row: it may use any. */
    private static boolean uses(Facts facts, String property, String table, SchemaObject column) {
        return column.table().equals(table)
                && (!facts.has(property)
                        || ColumnList.names(facts.get(property)).contains(column.name()));
    }

    private Optional<String> takenName(SchemaDifference difference) {
        boolean makesName =
                difference instanceof Missing || difference.property().equals("name");
        if (!makesName) {
            return Optional.empty();
        }
        SchemaObject object = difference.object();
        if (object.kind() == ObjectKind.TABLE) {
            return expected.keySet().stream()
                    .filter(other -> other.table().equals(object.table()) && WITH_INDEX.contains(other.kind()))
                    .map(SchemaObject::name)
                    .filter(relations::contains)
                    .findFirst();
        }
        boolean taken = (WITH_INDEX.contains(object.kind()) && relations.contains(object.name()))
                || (CONSTRAINTS.contains(object.kind()) && isConstraint(object))
                || (object.kind() == ObjectKind.PRIMARY_KEY && hasOtherKey(difference));
        return taken ? Optional.of(object.name()) : Optional.empty();
    }

    private boolean isConstraint(SchemaObject object) {
        return CONSTRAINTS.stream()
                .anyMatch(kind -> found.containsKey(new SchemaObject(kind, object.table(), object.name())));
    }

    private boolean hasOtherKey(SchemaDifference difference) {
        return difference instanceof Missing
                && found.keySet().stream()
                        .anyMatch(other -> other.kind() == ObjectKind.PRIMARY_KEY
                                && other.table().equals(difference.object().table()));
    }

    private Optional<String> lostTarget(SchemaObject object, Facts facts) {
        return object.kind() == ObjectKind.FOREIGN_KEY
                        && lostTables.contains(facts.get("target"))
                        && mayHoldValues(object.table(), facts.get("columns"))
                ? Optional.of(facts.get("target"))
                : Optional.empty();
    }

    /** A column that is not there yet refers to nothing. */
    private boolean mayHoldValues(String table, String columns) {
        return ColumnList.names(columns).stream()
                .allMatch(column -> found.containsKey(new SchemaObject(ObjectKind.COLUMN, table, column)));
    }
}
