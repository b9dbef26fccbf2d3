package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.SchemaDifference.Unexpected;
import io.netraven.schema.internal.catalog.History;
import java.util.ArrayList;
import java.util.List;

/**
 * What one call has done, for its report and for the history.
 *
 * @param tables the tables made, sorted
 * @param mended what was put right beside tables, in words
 * @param statements what was run on tables that existed
 */
record Changes(List<String> tables, List<String> mended, List<String> statements) {

    static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    /** Sorts what was mended into what a reader wants to know. */
    static Changes of(List<SchemaDifference> mended) {
        List<String> tables = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        int grants = 0;
        boolean defaultData = false;
        for (SchemaDifference difference : mended) {
            boolean missing = difference instanceof Missing;
            switch (difference.object().kind()) {
                case EXTENSION, NAMESPACE, DATABASE_SETTING, ROLE -> words.add(words(difference));
                case SEED_ROW -> defaultData = true;
                case GRANT -> {
                    if (missing) {
                        grants++;
                    } else {
                        words.add(words(difference));
                    }
                }
                case TABLE -> {
                    if (missing) {
                        tables.add(difference.object().name());
                    } else {
                        statements.add(difference.mend().sql());
                    }
                }
                default -> statements.add(difference.mend().sql());
            }
        }
        if (grants > 0) {
            words.add(grants == 1 ? "1 grant made" : grants + " grants made");
        }
        if (defaultData) {
            words.add("default data");
        }
        return new Changes(List.copyOf(tables), List.copyOf(words), List.copyOf(statements));
    }

    /** Returns the outcome in a word, for a model of so many tables that is recorded, or not yet. */
    InitializationOutcome outcome(int tablesOfModel, boolean recorded) {
        if (!statements.isEmpty()) {
            return InitializationOutcome.UPGRADED;
        }
        // The engine's own table is one of the model, and made again where only it is missing.
        boolean history = tables.contains(History.TABLE);
        int made = tables.size() - (history ? 1 : 0);
        if (made == tablesOfModel - 1) {
            return InitializationOutcome.CREATED;
        }
        if (made > 0) {
            return InitializationOutcome.EXTENDED;
        }
        return recorded && !history ? InitializationOutcome.UP_TO_DATE : InitializationOutcome.ADOPTED;
    }

    boolean isEmpty() {
        return tables.isEmpty() && mended.isEmpty() && statements.isEmpty();
    }

    /** Returns everything in one list, as the history keeps it. */
    List<String> inOrder() {
        List<String> all = new ArrayList<>(mended);
        tables.forEach(table -> all.add("table " + table + " made"));
        all.addAll(statements);
        return all;
    }

    private static String words(SchemaDifference difference) {
        String verb =
                difference instanceof Missing ? " made" : difference instanceof Unexpected ? " removed" : " set right";
        return difference.object() + verb;
    }
}
