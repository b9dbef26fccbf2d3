package io.netraven.schema.internal.comparison;

import io.netraven.schema.ObjectKind;
import io.netraven.schema.SchemaObject;
import io.netraven.schema.Severity;
import io.netraven.schema.internal.catalog.Facts;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a difference means to the running release. A database administrator's index or the next release's new column
 * must not keep it from starting; whatever can refuse, change or hide its rows must.
 */
final class Severities {

    private static final Set<String> HARMLESS_PROPERTIES = Set.of(
            "attribute", "comment", "grantable", "membership", "name", "owner", "schema", "storage options", "value");

    private Severities() {}

    static Severity ofMissing(ObjectKind kind) {
        return kind == ObjectKind.DATABASE_SETTING ? Severity.TOLERATED : Severity.BREAKING;
    }

    static Severity ofDifferent(String property) {
        return HARMLESS_PROPERTIES.contains(property) ? Severity.TOLERATED : Severity.BREAKING;
    }

    /** An addition matters when it restricts or rewrites what the release writes into its own columns. */
    static Severity ofUnexpected(SchemaObject object, Facts facts, BiPredicate<String, String> isModelColumn) {
        boolean breaking = switch (object.kind()) {
            case COLUMN ->
                !facts.is("nullable", "yes")
                        && !facts.has("default")
                        && !facts.has("generated")
                        && !facts.has("identity");
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION -> touchesModel(object, facts, isModelColumn);
            case INDEX -> facts.is("unique", "yes") && touchesModel(object, facts, isModelColumn);
            case RULE -> !facts.is("fires", "never");
            case DATABASE_SETTING -> object.name().equals("default_transaction_read_only");
            default -> false;
        };
        return breaking ? Severity.BREAKING : Severity.TOLERATED;
    }

    /** An invalid index that refuses rows; only what it computes may refuse them where it is not unique. */
    static Severity ofRefusing(InvalidIndex index, BiPredicate<String, String> isModelColumn) {
        return index.isUnique() ? ofUnexpected(index.object(), index.facts(), isModelColumn) : Severity.BREAKING;
    }

    /** No columns means an expression: it may use any. */
    private static boolean touchesModel(SchemaObject object, Facts facts, BiPredicate<String, String> isModelColumn) {
        List<String> columns = ColumnList.names(facts.get("columns"));
        return columns.isEmpty() || columns.stream().anyMatch(column -> isModelColumn.test(object.table(), column));
    }
}
