package io.netraven.schema;

import io.netraven.schema.SchemaDifference.Missing;
import io.netraven.schema.SchemaDifference.Unexpected;
import io.netraven.schema.internal.catalog.History;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one call has done, for its report and for the history. Everything is in the order in which it was done.
 *
 * @param tables the tables made
 * @param mended what was put right beside tables, in words; and tables that are empty because their rows are lost
 * @param statements everything that was run, where it altered tables that existed or made a lost one; else empty
 * @param words what was made and put right, in words
 */
record Changes(List<String> tables, List<String> mended, List<String> statements, List<String> words) {

    static final Changes NONE = new Changes(List.of(), List.of(), List.of(), List.of());

    /**
     * Tells what running a plan does.
     *
     * @param plan in the order in which it runs
     * @param recorded the tables that any release had made before
     */
    static Changes of(Plan plan, Set<String> recorded) {
        Summary summary = new Summary(recorded);
        plan.steps().stream().filter(step -> !step.statements().isEmpty()).forEach(summary::add);
        return summary.changes(plan);
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

    /** Returns everything in one list, as the history keeps it: what can be run again, where tables were altered. */
    List<String> inOrder() {
        return statements.isEmpty() ? words : statements;
    }

    /** Goes through the steps of plans. */
    private static final class Summary {
        private final Set<String> recorded;
        private final Set<String> tables = new LinkedHashSet<>();
        private final Set<String> mended = new LinkedHashSet<>();
        private final Set<String> words = new LinkedHashSet<>();
        private boolean altersTables;
        private int grants;

        Summary(Set<String> recorded) {
            this.recorded = recorded;
        }

        void add(Plan.Step step) {
            SchemaDifference cause = step.cause();
            boolean missing = cause instanceof Missing;
            switch (cause.object().kind()) {
                case EXTENSION, NAMESPACE, DATABASE_SETTING, ROLE -> mended(inWords(cause));
                case SEED_ROW -> mended("default data");
                case GRANT -> {
                    if (missing) {
                        grants++;
                    } else {
                        mended(inWords(cause));
                    }
                }
                case TABLE -> {
                    if (missing) {
                        made(cause.object());
                    } else {
                        altersTables = true;
                    }
                }
                default -> altersTables = true;
            }
        }

        private void made(SchemaObject table) {
            if (tables.add(table.name())) {
                words.add(table + " made");
                if (recorded.contains(table.name())) {
                    altersTables = true;
                    mended(table + " made again: the rows that it held are lost");
                }
            }
        }

        private void mended(String what) {
            mended.add(what);
            words.add(what);
        }

        Changes changes(Plan plan) {
            if (grants > 0) {
                mended(grants == 1 ? "1 grant made" : grants + " grants made");
            }
            return new Changes(
                    List.copyOf(tables),
                    List.copyOf(mended),
                    altersTables ? plan.statements() : List.of(),
                    List.copyOf(words));
        }

        private static String inWords(SchemaDifference difference) {
            String verb = difference instanceof Missing
                    ? " made"
                    : difference instanceof Unexpected ? " removed" : " set right";
            return difference.object() + verb;
        }
    }
}
