package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.SchemaDifference.Unexpected;
import io.netraven.schema.internal.catalog.CatalogSnapshot;
import io.netraven.schema.internal.catalog.Dependents;
import io.netraven.schema.internal.catalog.Dependents.Action;
import io.netraven.schema.internal.catalog.Dependents.Step;
import io.netraven.schema.internal.catalog.Facts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Leaves to a person what the server would refuse because of another object: a view on a column to be altered, a foreign
 * key on a key to be replaced. So no forecast promises what an upgrade then fails to do.
 */
final class DependentObjects {

    private static final Set<String> KEPT = Set.of("", "name", "comment", "validated", "valid index");

    private final Dependents dependents;
    private final CatalogSnapshot expected;

    DependentObjects(Dependents dependents, CatalogSnapshot expected) {
        this.dependents = dependents;
        this.expected = expected;
    }

    /** Judges all differences of one comparison; the database is asked only where one of them alters something. */
    List<SchemaDifference> judged(List<SchemaDifference> differences) throws SQLException {
        List<Step> steps = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            SchemaDifference difference = differences.get(i);
            if (difference.mend().hazard().isEmpty()) {
                for (Step step : steps(difference)) {
                    steps.add(step);
                    places.add(i);
                }
            }
        }
        if (steps.stream().allMatch(step -> step.action() == Action.MAKE_TABLE)) {
            return differences;
        }
        List<SchemaDifference> judged = new ArrayList<>(differences);
        Map<Integer, String> obstacles = dependents.obstacles(steps);
        obstacles.forEach((step, why) -> judged.replaceAll(difference ->
                difference == differences.get(places.get(step)) ? leftToAPerson(difference, why) : difference));
        return withoutForeignKeysTo(keysLeft(judged), judged);
    }

    /** A foreign key cannot be made before the key that it leads to. */
    private List<SchemaDifference> withoutForeignKeysTo(
            Map<String, SchemaObject> keys, List<SchemaDifference> differences) {
        return differences.stream()
                .map(difference -> {
                    SchemaObject key = keys.get(targetOfNewForeignKey(difference));
                    return key == null || difference.mend().hazard().isPresent()
                            ? difference
                            : leftToAPerson(difference, "needs " + key + " first");
                })
                .toList();
    }

    private String targetOfNewForeignKey(SchemaDifference difference) {
        return difference.object().kind() == ObjectKind.FOREIGN_KEY
                        && !difference.property().equals("name")
                ? expected.objects()
                        .getOrDefault(difference.object(), Facts.NONE)
                        .get("target")
                : "";
    }

    private static Map<String, SchemaObject> keysLeft(List<SchemaDifference> differences) {
        Map<String, SchemaObject> keys = new TreeMap<>();
        Set<ObjectKind> kinds = Set.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE);
        differences.stream()
                .filter(difference -> kinds.contains(difference.object().kind())
                        && !(difference instanceof Unexpected)
                        && difference.mend().hazard().isPresent())
                .forEach(difference -> keys.putIfAbsent(difference.object().table(), difference.object()));
        return keys;
    }

    private static SchemaDifference leftToAPerson(SchemaDifference difference, String why) {
        return difference.as(
                difference.severity(), Mend.hazardous(why, difference.mend().sql()));
    }

    private List<Step> steps(SchemaDifference difference) {
        SchemaObject object = difference.object();
        boolean missing = difference instanceof Missing;
        return switch (object.kind()) {
            case TABLE -> ofTable(object, missing, difference.property());
            case COLUMN -> ofColumn(object, missing, difference);
            case PRIMARY_KEY, UNIQUE, EXCLUSION, INDEX -> ofIndexed(object, missing, difference.property());
            case CHECK, FOREIGN_KEY ->
                KEPT.contains(difference.property()) ? List.of() : step(Action.DROP_CONSTRAINT, object);
            case GRANT -> missing ? List.of() : ofGrant(object);
            default -> List.of();
        };
    }

    private static List<Step> ofTable(SchemaObject object, boolean missing, String property) {
        if (missing) {
            return step(Action.MAKE_TABLE, object);
        }
        return property.equals("persistence") ? step(Action.REWRITE, object) : List.of();
    }

    private List<Step> ofColumn(SchemaObject object, boolean missing, SchemaDifference difference) {
        if (missing) {
            Facts facts = expected.objects().getOrDefault(object, Facts.NONE);
            List<Step> steps = new ArrayList<>(step(Action.ADD, object));
            if (facts.has("default") || facts.has("generated") || facts.has("identity")) {
                steps.addAll(step(Action.REWRITE, object));
            }
            return steps;
        }
        return switch (difference.property()) {
            case "type", "collation" -> step(Action.RETYPE, object);
            case "nullable" -> step(Action.DROP_NOT_NULL, object);
            case "identity" -> difference.expected().isEmpty() ? step(Action.DROP_IDENTITY, object) : List.of();
            default -> List.of();
        };
    }

    private static List<Step> ofIndexed(SchemaObject object, boolean missing, String property) {
        if (missing || property.equals("name")) {
            return step(Action.MAKE_RELATION, object);
        }
        if (KEPT.contains(property) || property.equals("valid") || property.equals("storage options")) {
            return List.of();
        }
        return step(object.kind() == ObjectKind.INDEX ? Action.DROP_INDEX : Action.DROP_CONSTRAINT, object);
    }

    /** A grant's name ends with its role. */
    private static List<Step> ofGrant(SchemaObject object) {
        String role = object.name().substring(object.name().lastIndexOf(" to ") + " to ".length());
        return List.of(new Step(Action.REVOKE, object.table(), role));
    }

    private static List<Step> step(Action action, SchemaObject object) {
        return List.of(new Step(action, object.table(), object.name()));
    }
}
