package io.netraven.schema.internal.comparison;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaDifference;
import io.netraven.schema.SchemaDifference.Different;
import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.SchemaDifference.Unexpected;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.Severity;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a model asks for with what a database holds. */
public final class SchemaComparison {

    /** Constraints and indexes keep their meaning under another name; their definition says which columns they use. */
    private static final Set<ObjectKind> RENAMEABLE = Set.of(
            ObjectKind.PRIMARY_KEY,
            ObjectKind.UNIQUE,
            ObjectKind.CHECK,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.EXCLUSION,
            ObjectKind.INDEX);

    private static final Set<ObjectKind> WITH_INDEX =
            Set.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.EXCLUSION, ObjectKind.INDEX);

    private final Map<SchemaObject, Facts> expected;
    private final Map<SchemaObject, Facts> again;
    private final Map<SchemaObject, Facts> found;
    private final Mending mending;
    private final List<SchemaDifference> differences = new ArrayList<>();
    private final Set<String> tablesToSkip = new HashSet<>();
    private final Set<SchemaObject> renamed = new TreeSet<>();

    private SchemaComparison(CatalogSnapshot expected, CatalogSnapshot again, CatalogSnapshot found, Mending mending) {
        this.expected = expected.objects();
        this.again = again.objects();
        this.found = found.objects();
        this.mending = mending;
    }

    /**
     * Compares two snapshots.
     *
     * @param expected what the model asks for
     * @param again the same in its second generation: rendered, parsed and rendered again. A dump and restore does
     *     that to expressions, so a live object may match either
     * @param found what the database holds
     * @param mending writes the SQL that mends a difference
     * @return every difference, sorted
     */
    public static List<SchemaDifference> compare(
            CatalogSnapshot expected, CatalogSnapshot again, CatalogSnapshot found, Mending mending) {
        SchemaComparison comparison = new SchemaComparison(expected, again, found, mending);
        comparison.compareTables();
        comparison.compareObjects();
        comparison.findUnexpected();
        if (comparison.differences.isEmpty()) {
            return List.of();
        }
        Obstacles obstacles = new Obstacles(comparison.expected, comparison.found, comparison.differences);
        return comparison.differences.stream().map(obstacles::labelled).sorted().toList();
    }

    /**
     * Returns the foreign keys that nothing but rows keeps from being made again: rows that may refer to a lost table.
     *
     * @param expected what the model asks for
     * @param found what the database holds
     * @param differences between the two
     * @return the objects of differences among them
     */
    public static Set<SchemaObject> heldByLostRows(
            CatalogSnapshot expected, CatalogSnapshot found, List<SchemaDifference> differences) {
        if (differences.isEmpty()) {
            return Set.of();
        }
        Obstacles obstacles = new Obstacles(expected.objects(), found.objects(), differences);
        return differences.stream()
                .filter(obstacles::areLostRows)
                .map(SchemaDifference::object)
                .collect(Collectors.toSet());
    }

    private void compareTables() {
        expected.forEach((object, facts) -> {
            if (object.kind() == ObjectKind.TABLE) {
                Facts live = found.get(object);
                if (live == null) {
                    tablesToSkip.add(object.table());
                    missing(object, "");
                } else if (!live.is("kind", facts.get("kind"))) {
                    tablesToSkip.add(object.table());
                    different(object, "kind", facts.get("kind"), live.get("kind"), facts);
                }
            }
        });
    }

    private void compareObjects() {
        expected.forEach((object, facts) -> {
            if (!tablesToSkip.contains(object.table())) {
                Facts live = found.get(object);
                if (live == null) {
                    findRenamed(object, facts)
                            .ifPresentOrElse(
                                    other -> rename(object, facts, other),
                                    () -> missing(object, Definitions.of(object, facts)));
                } else {
                    compareFacts(object, facts, live);
                }
            }
        });
    }

    private void compareFacts(SchemaObject object, Facts facts, Facts live) {
        Facts second = again.getOrDefault(object, facts);
        facts.values().forEach((property, value) -> {
            String actual = live.get(property);
            boolean shownByDefinition = property.equals("columns") && facts.has("definition");
            if (!shownByDefinition && !actual.equals(value) && !second.is(property, actual)) {
                different(object, property, value, actual, facts);
            }
        });
        for (Refusal cause : Refusal.values()) {
            if (live.has(cause.property())) {
                differences.add(new Different(
                        object,
                        cause.property(),
                        cause.expected(),
                        live.get(cause.property()),
                        cause.severity(live),
                        cause.fix(live)));
            }
        }
    }

    private void findUnexpected() {
        found.forEach((object, facts) -> {
            if (!expected.containsKey(object) && !tablesToSkip.contains(object.table()) && !renamed.contains(object)) {
                differences.add(
                        object.kind() == ObjectKind.INDEX && facts.is("valid", "no")
                                ? invalidIndex(new InvalidIndex(object, facts))
                                : unexpected(object, facts));
            }
        });
    }

    private SchemaDifference unexpected(SchemaObject object, Facts facts) {
        if (object.kind() == ObjectKind.DATABASE_SETTING && facts.has("expected")) {
            return new Different(
                    object,
                    "value",
                    facts.get("expected"),
                    facts.get("value"),
                    Severities.ofUnexpected(object, facts, this::isModelColumn),
                    mending.remove(object, facts));
        }
        return new Unexpected(
                object,
                Definitions.of(object, facts),
                Severities.ofUnexpected(object, facts, this::isModelColumn),
                mending.remove(object, facts));
    }

    private Unexpected invalidIndex(InvalidIndex index) {
        SchemaObject object = index.object();
        String definition = Definitions.of(object, index.facts()) + ", invalid";
        return index.refused(this::isModelIndex)
                .map(rows -> new Unexpected(
                        object,
                        definition + ", still refuses " + rows,
                        Severities.ofRefusing(index, this::isModelColumn),
                        mending.remove(object, index.facts())))
                .orElseGet(() -> new Unexpected(object, definition, Severity.TOLERATED, mending.removeLeftover(index)));
    }

    /** An index or key of the model, whatever its name has become. */
    private boolean isModelIndex(String table, String name) {
        return WITH_INDEX.stream()
                .map(kind -> new SchemaObject(kind, table, name))
                .anyMatch(object -> expected.containsKey(object) || renamed.contains(object));
    }

    private boolean isModelColumn(String table, String column) {
        return expected.containsKey(new SchemaObject(ObjectKind.COLUMN, table, column));
    }

    private Optional<SchemaObject> findRenamed(SchemaObject object, Facts facts) {
        return found.entrySet().stream()
                .filter(entry -> RENAMEABLE.contains(object.kind())
                        && entry.getKey().kind() == object.kind()
                        && entry.getKey().table().equals(object.table())
                        && !expected.containsKey(entry.getKey())
                        && !renamed.contains(entry.getKey())
                        && entry.getValue().holds(facts))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void rename(SchemaObject object, Facts facts, SchemaObject other) {
        renamed.add(other);
        different(object, "name", object.name(), other.name(), facts);
    }

    private void missing(SchemaObject object, String definition) {
        Facts facts = expected.getOrDefault(object, Facts.NONE);
        differences.add(
                new Missing(object, definition, Severities.ofMissing(object.kind()), mending.make(object, facts)));
    }

    private void different(SchemaObject object, String property, String value, String actual, Facts facts) {
        differences.add(new Different(
                object,
                property,
                value,
                actual,
                Severities.ofDifferent(property),
                mending.change(object, property, actual, facts)));
    }
}
